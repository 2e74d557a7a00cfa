package ai.llmd.wva.optimize;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.policy.PlanningFailure;
import ai.llmd.wva.policy.SolvedProblem;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan as it is printed.
 *
 * @param servers in the order of their names
 * @param summary cost and proof of the whole
 * @param solver the solver's label
 * @param devices that are used, by type
 * @param millis that planning took
 * @param notes what was passed over
 * @param failures faults of ours, which left servers unplanned
 * @param problem the integer problem that the plan solves; empty where planning failed
 */
public record Answer(
        List<ServerAnswer> servers,
        PlanSummary summary,
        String solver,
        List<DeviceUse> devices,
        double millis,
        List<String> notes,
        List<PlanningFailure> failures,
        Optional<SolvedProblem> problem) {
    public Answer {
        servers = List.copyOf(servers);
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
        failures = List.copyOf(failures);
    }

    public List<ServerAnswer> with(Service service) {
        return servers.stream().filter(server -> server.service() == service).toList();
    }

    /** By server, where it would cost less if moving there counted for nothing. */
    public SortedMap<String, Alternative> keptFrom() {
        var kept = new TreeMap<String, Alternative>();
        for (var server : servers) {
            server.parts().forEach(part -> part.keptFrom().ifPresent(other -> kept.put(server.name(), other)));
        }
        return kept;
    }

    /** Whether every server keeps its targets, with devices that there are. */
    public boolean servesAll() {
        return with(Service.FULL).size() == servers.size() && devices.stream().noneMatch(DeviceUse::exceedsCapacity);
    }
}
