package ai.llmd.wva.cli;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.simulation.Contenders;
import ai.llmd.wva.simulation.baseline.StaticInHindsight;
import ai.llmd.wva.simulation.contender.SweptContender;
import ai.llmd.wva.simulation.report.ScoreReader;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.workload.Workload;
import ai.llmd.wva.simulation.workload.input.GeneratedShapes;
import ai.llmd.wva.simulation.workload.input.PackagedShapes;
import ai.llmd.wva.simulation.workload.input.WorkloadFiles;
import ai.llmd.wva.simulation.workload.input.WorkloadReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the flags of a simulation name; what is wrong goes to the reader of the flags. */
final class SimulationChoice {
    private static final String ALL = "all";
    private static final String QUICK = "quick";
    private static final List<String> QUICK_POLICIES =
            List.of("wva", "original", "hpa-running", "keda-slo", "static-peak", "oracle");

    private final OptionReader problems;
    private final List<String> notes = new ArrayList<>();

    SimulationChoice(OptionReader problems) {
        this.problems = problems;
    }

    /** What is to be told besides. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Workloads by names, paths and names of sets. */
    List<Workload> workloads(List<String> given, Optional<String> trace) {
        var files = new WorkloadFiles(trace.flatMap(path -> problems.path("--trace", path)));
        var sets = PackagedShapes.sets();
        var byName = new LinkedHashMap<String, Workload>();
        for (var name : given == null ? List.of(QUICK) : given) {
            var set = Optional.ofNullable(sets.get(name)).or(() -> GeneratedShapes.set(name));
            for (var one : new LinkedHashSet<>(set.orElse(List.of(name)))) {
                read(files, one, set.isPresent()).ifPresent(workload -> add(byName, workload, one));
            }
        }
        if (byName.isEmpty() && !problems.hasProblems()) {
            problems.problem("--shape: nothing is left to run");
        }
        return List.copyOf(byName.values());
    }

    private Optional<Workload> read(WorkloadFiles files, String name, boolean ofSet) {
        var result = files.read(name);
        if (result instanceof WorkloadReader.Faulty faulty) {
            faulty.problems().forEach(problem -> problems.problem(ProblemText.full(problem)));
        }
        if (result instanceof WorkloadReader.TraceAbsent absent) {
            if (ofSet) {
                notes.add(absent.note() + "; it is left out");
            } else {
                problems.problem(absent.note());
            }
        }
        return result instanceof WorkloadReader.Ok ok ? Optional.of(ok.workload()) : Optional.empty();
    }

    /** The same workload twice is one; two of one name could not be told apart. */
    private void add(Map<String, Workload> byName, Workload workload, String given) {
        var before = byName.putIfAbsent(workload.name(), workload);
        if (before != null && !before.equals(workload)) {
            problems.problem("--shape: " + given + " has the name of another one: " + workload.name());
        }
    }

    /** Policies by names and names of sets, each once. */
    List<String> policies(List<String> given, boolean sweep) {
        var names = new LinkedHashSet<String>();
        for (var text : given == null ? List.of(QUICK) : given) {
            var name = text.strip();
            switch (name) {
                case ALL -> {
                    Contenders.all().forEach(contender -> names.add(contender.name()));
                    names.add(StaticInHindsight.NAME);
                }
                case QUICK -> QUICK_POLICIES.forEach(one -> known(one).ifPresent(names::add));
                case StaticInHindsight.NAME -> names.add(name);
                default -> known(name).ifPresent(names::add);
            }
        }
        if (sweep) {
            List.copyOf(names).forEach(name -> names.addAll(swept(name)));
        }
        return List.copyOf(names);
    }

    private Optional<String> known(String name) {
        try {
            return Optional.of(Contenders.named(name).name());
        } catch (IllegalArgumentException e) {
            problems.problem("--policy: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> swept(String name) {
        if (!name.equals(StaticInHindsight.NAME) && Contenders.named(name) instanceof SweptContender swept) {
            return swept.sweep().stream().map(value -> swept.at(value).name()).toList();
        }
        return List.of();
    }

    /** The policy that others are compared with. */
    String reference(String given, List<String> policies) {
        if (given != null && !policies.isEmpty() && !policies.contains(given)) {
            problems.problem("--versus: " + Spelling.unknown("policy among those that run", given, policies));
        }
        return given == null ? policies.stream().findFirst().orElse("") : given;
    }

    /** An earlier scoreboard. */
    Optional<Scoreboard> baseline(String given) {
        var file = problems.path("--baseline", given);
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(ScoreReader.read(Files.readString(file.get())));
        } catch (IllegalArgumentException e) {
            problems.problem("--baseline: " + given + " " + e.getMessage());
        } catch (NoSuchFileException e) {
            problems.problem("--baseline: there is no file " + given);
        } catch (IOException e) {
            problems.problem("--baseline: " + given + " cannot be read: " + CommandFailedException.bottom(e));
        }
        return Optional.empty();
    }
}
