package ai.llmd.wva.signals;

import java.util.Collection;
import java.util.List;

/** Series that were sampled later. */
final class Moved {
    private Moved() {}

    static List<SignalSeries> by(Collection<SignalSeries> series, long seconds) {
        return series.stream()
                .map(one -> {
                    var points = new Points.Builder();
                    for (var i = 0; i < one.points().size(); i++) {
                        points.add(
                                one.points().at(i) + 1000 * seconds,
                                one.points().value(i));
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
