package ai.llmd.wva.planning;

import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Rationale.Hidden;
import ai.llmd.wva.model.Rationale.Rise;
import java.util.Optional;

/**
 * What is asked of variants that share a load.
 *
 * @param ratePerSecond arrivals, and requests that seem to give up
 * @param soughtPerSecond the rate that replicas are sought for in this cycle: less where that would more than double
 *     them, more where clients give up and it would add none
 * @param hidden what of it was not counted, where some was not or the number is raised for it
 * @param growth the room above what is measured, where there is some
 */
record SharedDemand(double ratePerSecond, double soughtPerSecond, Optional<Hidden> hidden, Optional<Headroom> growth) {

    /** All of it was counted, or is room for growth. */
    static SharedDemand counted(double ratePerSecond, Optional<Headroom> growth) {
        return new SharedDemand(ratePerSecond, ratePerSecond, Optional.empty(), growth);
    }

    /** What it is now, without room for growth. */
    double presentPerSecond() {
        return growth.isPresent() ? growth.get().without(ratePerSecond) : ratePerSecond;
    }

    /** The same where so much of it is only estimated. */
    SharedDemand estimated(double hiddenPerSecond) {
        return new SharedDemand(
                ratePerSecond, soughtPerSecond, Optional.of(new Hidden(hiddenPerSecond, Rise.FULL)), growth);
    }

    /**
     * The same with replicas sought for that rate in this cycle.
     *
     * @param most whether it takes all the replicas that the bounds allow, so that nothing else is to blame
     */
    SharedDemand sought(double perSecond, boolean most) {
        var rise = Rise.FULL;
        if (!most && perSecond != ratePerSecond) {
            rise = perSecond < ratePerSecond ? Rise.DOUBLED : Rise.ONE_MORE;
        }
        double hiddenPerSecond = hidden.map(Hidden::ratePerSecond).orElse(0.0);
        return new SharedDemand(ratePerSecond, perSecond, Optional.of(new Hidden(hiddenPerSecond, rise)), growth);
    }
}
