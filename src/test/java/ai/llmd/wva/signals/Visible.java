package ai.llmd.wva.signals;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What a look at series finds of them: the samples of the time that it looks back. */
final class Visible {
    private Visible() {}

    static List<SignalSeries> at(Collection<SignalSeries> series, Instant now) {
        var from = now.minus(Measuring.SAMPLING.lookBack()).toEpochMilli();
        return series.stream()
                .map(one -> {
                    var points = new Points.Builder();
                    for (var i = 0; i < one.points().size(); i++) {
                        if (one.points().at(i) >= from && one.points().at(i) <= now.toEpochMilli()) {
                            points.add(one.points().at(i), one.points().value(i));
                        }
                    }
                    return new SignalSeries(
                            one.key(),
                            one.signal(),
                            one.metric(),
                            one.process(),
                            one.part(),
                            points.build(),
                            one.unusable());
                })
                .toList();
    }
}
