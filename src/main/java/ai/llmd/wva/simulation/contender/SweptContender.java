package ai.llmd.wva.simulation.contender;

import java.util.List;

/** A contender with one parameter that is varied, to see what it costs to reach an attainment. */
public interface SweptContender extends Contender {

    /** Values worth a run each, in ascending order, with the published one among them. */
    List<Double> sweep();

    /**
     * The same with another value of its parameter; its name tells the value where it is not the published one, e.g.
     * {@code keda-slo@0.7}.
     *
     * @throws IllegalArgumentException where the parameter cannot have that value
     */
    SweptContender at(double value);
}
