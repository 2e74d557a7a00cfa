package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.StoryPhase;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the screen shows of the world, in so many columns. */
final class FrameText {
    /** Of the table with all columns; below it the accelerator is left out. */
    private static final int WIDE = 96;

    /** What the columns of numbers take at most. */
    private static final int NUMBERS = 68;

    /** What the columns of figures of clients take at most. */
    private static final int FIGURES = 36;

    private static final int LEAST_NAME = 8;
    private static final String ELLIPSIS = "…";

    private final Scene scene;
    private final Style style;

    FrameText(Scene scene, Style style) {
        this.scene = scene;
        this.style = style;
    }

    /** The table that is drawn again and again. */
    List<String> table(Frame frame, Map<String, Made> decisions, PaceMeter pace, int width) {
        var lines = new ArrayList<String>();
        lines.add(style.strong(fitted(heading(frame, pace), width)));
        var wide = width >= WIDE;
        var table = new Table(columns(wide));
        for (var target : scene.targets()) {
            var made = Optional.ofNullable(decisions.get(target.name()));
            var view = frame.targets().get(target.index());
            table.add(cells(target, view, made, wide, Math.max(LEAST_NAME, width - NUMBERS)), look(target, view, made));
        }
        table.lines(style::faint).forEach(lines::add);
        lines.addAll(clients(frame, width));
        return lines;
    }

    /** The same in one line, for where nothing can be drawn again. */
    String line(Frame frame, Map<String, Made> decisions, PaceMeter pace) {
        return heading(frame, pace) + "  "
                + scene.targets().stream()
                        .map(target -> {
                            var view = frame.targets().get(target.index());
                            var made = Optional.ofNullable(decisions.get(target.name()));
                            return target.name() + " " + load(made) + "/min " + replicas(view, made);
                        })
                        .collect(Collectors.joining(", "));
    }

    /** A heading of the story. */
    String phase(StoryPhase phase, int width) {
        var text = clock(1000 * phase.atSeconds()) + "  " + phase.name();
        return style.strong(fitted("-- " + text, width));
    }

    /** A decision that is news. */
    String decision(Made made, Optional<Made> before, int width) {
        var to = boxed(made).map(String::valueOf).orElse("-");
        var from =
                before.map(one -> boxed(one).map(String::valueOf).orElse("-")).orElse(to);
        var change = from.equals(to) ? to : from + " > " + to;
        var text = fitted(
                String.format(
                        Locale.ROOT,
                        "%s  %s %s  %s",
                        clock(made.atMillis()),
                        made.name(),
                        change,
                        ShortReason.of(made.decision())),
                width);
        return made.isHeld() ? style.warning(text) : text;
    }

    private static Optional<Integer> boxed(Made made) {
        var desired = made.decision().desiredReplicas();
        return desired.isPresent() ? Optional.of(desired.getAsInt()) : Optional.empty();
    }

    private String heading(Frame frame, PaceMeter pace) {
        return clock(frame.atMillis()) + "  "
                + frame.phase().map(StoryPhase::name).orElse(scene.workload().name()) + "  "
                + String.format(
                        Locale.ROOT,
                        "%.3gx%s  $%s/h",
                        pace.recent(),
                        pace.isBehind() ? " (this machine is too slow for " + plain(pace.wanted()) + "x)" : "",
                        Text.dollars(cents(frame)));
    }

    private double cents(Frame frame) {
        var cents = 0.0;
        for (var target : scene.targets()) {
            cents += target.centsPerHour()
                    * frame.targets().get(target.index()).pods().size();
        }
        return cents;
    }

    private static List<Table.Column> columns(boolean wide) {
        var columns = new ArrayList<Table.Column>();
        columns.add(new Table.Column("VARIANT", false));
        if (wide) {
            columns.add(new Table.Column("ON", false));
        }
        columns.add(new Table.Column("REQ/MIN", true));
        columns.add(new Table.Column("TTFT MS/TARGET", true));
        columns.add(new Table.Column("ITL", true));
        columns.add(new Table.Column("PODS READY > WANTED", true));
        columns.add(new Table.Column("$/H", true));
        return columns;
    }

    private List<String> cells(Target target, TargetView view, Optional<Made> made, boolean wide, int nameWidth) {
        var cells = new ArrayList<String>();
        cells.add(fitted(target.name(), nameWidth));
        if (wide) {
            cells.add(target.devicesPerReplica() + " " + target.declared().accelerator());
        }
        var load = made.flatMap(Made::load);
        cells.add(load(made));
        cells.add(latency(load.map(Load::ttftMillis), target.ttftMillis()));
        cells.add(latency(load.map(Load::itlMillis), target.itlMillis()));
        cells.add(replicas(view, made));
        cells.add(Text.dollars(target.centsPerHour() * view.pods().size()));
        return cells;
    }

    private static String load(Optional<Made> made) {
        return made.flatMap(Made::load)
                .map(load -> String.format(Locale.ROOT, "%.0f", load.arrivalRatePerSecond() * SECONDS_PER_MINUTE))
                .orElse("unknown");
    }

    private static String latency(Optional<OptionalDouble> measured, double target) {
        return Text.wholeOrNone(measured.orElse(OptionalDouble.empty()).orElse(Double.NaN)) + "/" + plain(target);
    }

    private static String replicas(TargetView view, Optional<Made> made) {
        return view.pods().size() + " " + view.ready() + " > "
                + made.flatMap(FrameText::boxed).map(String::valueOf).orElse("-")
                + (made.filter(Made::isHeld).isPresent() ? " held" : "");
    }

    private UnaryOperator<String> look(Target target, TargetView view, Optional<Made> made) {
        var load = made.flatMap(Made::load);
        if (isAbove(load.map(Load::ttftMillis), target.ttftMillis())
                || isAbove(load.map(Load::itlMillis), target.itlMillis())) {
            return style::alarm;
        }
        var changing = view.ready() != view.pods().size() || view.pods().size() != view.spec();
        return changing || made.filter(Made::isHeld).isPresent() ? style::warning : UnaryOperator.identity();
    }

    private static boolean isAbove(Optional<OptionalDouble> measured, double target) {
        var value = measured.orElse(OptionalDouble.empty());
        return value.isPresent() && value.getAsDouble() > target;
    }

    /** What clients saw, by their own clocks. */
    private List<String> clients(Frame frame, int width) {
        var table = new Table(List.of(
                new Table.Column("CLIENTS, LAST 5 MIN", false),
                new Table.Column("IN TARGET", true),
                new Table.Column("TTFT P95", true),
                new Table.Column("ITL P95", true)));
        for (var clients : frame.clients()) {
            table.add(
                    List.of(
                            fitted(clients.model().replaceFirst("^.*/", ""), Math.max(LEAST_NAME, width - FIGURES)),
                            clients.ended() == 0
                                    ? "-"
                                    : String.format(Locale.ROOT, "%.1f %%", 100.0 * clients.met() / clients.ended()),
                            Text.wholeOrNone(clients.ttftMillis()),
                            Text.wholeOrNone(clients.itlMillis())),
                    clients.met() < RunJudge.AIM * clients.ended() ? style::alarm : UnaryOperator.identity());
        }
        return table.lines(style::faint);
    }

    /** Virtual time as minutes and seconds, hours where there are. */
    static String clock(double millis) {
        var seconds = (long) (millis / 1000);
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }

    /** Cut where it is longer than a line. */
    private static String fitted(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + ELLIPSIS;
    }
}
