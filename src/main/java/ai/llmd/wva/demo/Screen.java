package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.workload.StoryPhase;
import ai.llmd.wva.text.LiveArea;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Shows a run as it goes: what is news as lines that stay, the world as a table below them. Not thread-safe. */
final class Screen {
    private final LiveArea area;
    private final FrameText text;
    private final IntSupplier width;
    private final Decisions decisions;
    private final PaceMeter pace;
    private final Map<String, Made> told = new HashMap<>();
    private Optional<StoryPhase> phase = Optional.empty();

    /**
     * A screen that has shown nothing yet.
     *
     * @param width columns that there are now
     */
    Screen(LiveArea area, FrameText text, IntSupplier width, Decisions decisions, PaceMeter pace) {
        this.area = area;
        this.text = text;
        this.width = width;
        this.decisions = decisions;
        this.pace = pace;
    }

    /** Tells what is news, and draws the table where that can be done. */
    void show(Frame frame) {
        tell(frame);
        if (area.isTerminal()) {
            area.draw(text.table(frame, decisions.newest(), pace, width.getAsInt()));
        }
    }

    /** How things are, as a line that stays; for where no table can be drawn. */
    void sum(Frame frame) {
        area.say(text.line(frame, decisions.newest(), pace));
    }

    private void tell(Frame frame) {
        if (!frame.phase().equals(phase)) {
            phase = frame.phase();
            phase.ifPresent(now -> area.say(text.phase(now, width.getAsInt())));
        }
        for (var made : decisions.takeNews()) {
            var before = Optional.ofNullable(told.put(made.name(), made));
            area.say(text.decision(made, before, width.getAsInt()));
        }
    }
}
