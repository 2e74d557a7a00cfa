package ai.llmd.wva.demo;

import ai.llmd.wva.text.LiveArea;
import ai.llmd.wva.text.Style;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.IntSupplier;

/** Shows a demo on a terminal, or as lines elsewhere. */
public final class DemoScreen {
    private static final long DRAW_MILLIS = 250;
    private static final long LINE_MILLIS = 5_000;

    private final Vertx vertx;
    private final LiveArea area;
    private final Style style;
    private final IntSupplier width;
    private long drawing;
    private long summing;
    private boolean asked;

    /**
     * A screen that shows nothing yet.
     *
     * @param width columns that there are now
     */
    public DemoScreen(Vertx vertx, LiveArea area, Style style, IntSupplier width) {
        this.vertx = vertx;
        this.area = area;
        this.style = style;
        this.width = width;
    }

    /** Shows a demo from now on. */
    public void show(Demo demo) {
        demo.introduction().forEach(area::say);
        goOn(demo);
    }

    /** Shows one again. */
    public void goOn(Demo demo) {
        var screen = new Screen(area, new FrameText(demo.scene(), style), width, demo.decisions(), demo.paceMeter());
        drawing = vertx.setPeriodic(1, DRAW_MILLIS, tick -> {
            if (!asked) {
                asked = true;
                demo.frame().onSuccess(screen::show).onComplete(done -> asked = false);
            }
        });
        summing = area.isTerminal()
                ? 0
                : vertx.setPeriodic(LINE_MILLIS, tick -> demo.frame().onSuccess(screen::sum));
    }

    /** Shows nothing any more; what is drawn stays. */
    public void stop() {
        vertx.cancelTimer(drawing);
        vertx.cancelTimer(summing);
        area.leave();
    }

    /** Prints how it went. */
    public void print(DemoResult result) {
        List<String> lines = new VerdictText(style).lines(result);
        lines.forEach(area::say);
    }
}
