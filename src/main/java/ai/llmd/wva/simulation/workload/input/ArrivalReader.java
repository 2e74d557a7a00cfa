package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.simulation.workload.ArrivalProcess;
import ai.llmd.wva.simulation.workload.RateState;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code arrivals}: the name of a process, or a process with its parameters. */
final class ArrivalReader {
    private static final List<String> PROCESSES = List.of("poisson", "constant", "gamma", "mmpp", "on-off");
    private static final ArrivalProcess POISSON = new ArrivalProcess.Poisson();

    private ArrivalReader() {}

    static ArrivalProcess arrivals(Fields model) {
        if (!model.has("arrivals")) {
            return POISSON;
        }
        if (!model.hasObject("arrivals")) {
            return plain(model);
        }
        var fields = model.object("arrivals");
        var process =
                switch (fields.choice("process", "poisson", PROCESSES)) {
                    case "constant" -> new ArrivalProcess.Even();
                    case "gamma" -> new ArrivalProcess.Gamma(fields.number("cv", Bound.between(0.05, 20)));
                    case "mmpp" -> modulated(fields);
                    case "on-off" ->
                        new ArrivalProcess.OnOff(
                                fields.number("onSeconds", Bound.ABOVE_ZERO),
                                fields.number("offSeconds", Bound.ABOVE_ZERO));
                    default -> POISSON;
                };
        fields.done();
        return process;
    }

    private static ArrivalProcess plain(Fields model) {
        var name = model.text("arrivals").orElse("poisson");
        if (!PROCESSES.contains(name)) {
            model.known("arrivals", name, PROCESSES);
        } else if (!name.equals("poisson") && !name.equals("constant")) {
            model.error("arrivals", "needs parameters: {process: " + name + ", ...}");
        }
        return name.equals("constant") ? new ArrivalProcess.Even() : POISSON;
    }

    private static ArrivalProcess modulated(Fields fields) {
        var states = new ArrayList<RateState>();
        for (var state : fields.objects("states")) {
            states.add(new RateState(
                    state.number("rateFactor", Bound.ZERO_OR_MORE), state.number("meanSeconds", Bound.ABOVE_ZERO)));
            state.done();
        }
        if (states.size() < 2) {
            fields.error("states", "must have 2 entries or more: " + states.size());
            return POISSON;
        }
        return new ArrivalProcess.Modulated(states);
    }
}
