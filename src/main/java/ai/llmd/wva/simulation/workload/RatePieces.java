package ai.llmd.wva.simulation.workload;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;

/** The rate as a seed has it, noise and the states of the arrival process included: pieces of it, one at a time. */
final class RatePieces implements Iterator<RatePiece> {
    private final OfferedLoad.Staged load;
    private final double untilSeconds;
    private final RandomGenerator noise;
    private final RandomGenerator stays;

    private int stageIndex;
    private double stageStart;
    private double now;
    private long noiseCount;
    private double noiseUntil;
    private double noiseFactor = 1;
    private int stateIndex;
    private double stateUntil;

    RatePieces(OfferedLoad.Staged load, double untilSeconds, RandomGenerator noise, RandomGenerator stays) {
        this.load = load;
        this.untilSeconds = Math.min(untilSeconds, load.seconds());
        this.noise = noise;
        this.stays = stays;
        startStage();
        startStates();
    }

    @Override
    public boolean hasNext() {
        return now < untilSeconds;
    }

    @Override
    public RatePiece next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the rates have ended");
        }
        while (now >= stageEnd()) {
            stageStart = stageEnd();
            stageIndex++;
            startStage();
        }
        moveNoise();
        moveState();
        var stage = load.stages().get(stageIndex);
        var within = now - stageStart;
        var end = Math.min(
                Math.min(stageEnd(), untilSeconds),
                Math.min(
                        Math.min(noiseUntil, stateUntil),
                        Math.max(
                                StrictMath.nextUp(now),
                                stageStart + stage.rate().straightUntil(within))));
        var factor = noiseFactor * stateFactor();
        var piece = new RatePiece(
                now,
                end,
                factor * stage.rate().ratePerSecondAt(within),
                factor * stage.rate().ratePerSecondAt(end - stageStart),
                stage.lengths());
        now = end;
        return piece;
    }

    private double stageEnd() {
        return stageIndex == load.stages().size() - 1
                ? load.seconds()
                : stageStart + load.stages().get(stageIndex).seconds();
    }

    private void startStage() {
        var kind = load.stages().get(stageIndex).noise();
        noiseCount = 0;
        noiseUntil = kind.cv() > 0 ? stageStart : Double.POSITIVE_INFINITY;
        noiseFactor = 1;
    }

    private void moveNoise() {
        var kind = load.stages().get(stageIndex).noise();
        while (noiseUntil <= now) {
            noiseCount++;
            noiseUntil = stageStart + noiseCount * kind.everySeconds();
            noiseFactor = Draws.lognormal(1, kind.cv(), noise);
        }
    }

    private void startStates() {
        if (load.arrivals().states().isEmpty()) {
            stateUntil = Double.POSITIVE_INFINITY;
        } else {
            stateIndex = load.arrivals().firstState(stays);
            stateUntil = stay();
        }
    }

    private void moveState() {
        while (stateUntil <= now) {
            stateIndex = (stateIndex + 1) % load.arrivals().states().size();
            stateUntil += stay();
        }
    }

    private double stay() {
        return load.arrivals().staySeconds(load.arrivals().states().get(stateIndex), stays);
    }

    private double stateFactor() {
        var states = load.arrivals().states();
        return states.isEmpty() ? 1 : states.get(stateIndex).rateFactor();
    }
}
