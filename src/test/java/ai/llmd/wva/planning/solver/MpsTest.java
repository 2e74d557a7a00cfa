package ai.llmd.wva.planning.solver;

import static ai.llmd.wva.planning.solver.Problems.choice;
import static ai.llmd.wva.planning.solver.Problems.demand;
import static ai.llmd.wva.planning.solver.Problems.mix;
import static ai.llmd.wva.planning.solver.Problems.part;
import static ai.llmd.wva.planning.solver.Problems.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.WorkLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MpsTest {
    private static final WorkLimit NEVER = () -> false;

    static Stream<AllocationProblem> random() {
        return RandomProblems.of(150, 5);
    }

    @ParameterizedTest
    @MethodSource("random")
    void whoReadsTheFileFindsTheSameValue(AllocationProblem problem) {
        var best = BruteForce.of(problem);

        var file = MpsProblem.of(Mps.of(new NearExactSolver().solve(problem, NEVER)));

        assertThat(file.optimum()).isCloseTo(best.value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("random")
    void whoLowersTheUnservedAndRaisesThoseAfterSeesThatNobodyCanServeMore(AllocationProblem problem) {
        var solution = new NearExactSolver().solve(problem, NEVER);
        var rows = countRows(solution);

        for (int lowered = 0; lowered < rows.size(); lowered++) {
            var file = MpsProblem.of(Mps.of(solution));
            file.set(rows.get(lowered), file.rightHandSide(rows.get(lowered)) - 1);
            rows.subList(lowered + 1, rows.size()).forEach(row -> file.set(row, 5));
            assertThat(file.optimum()).isInfinite();
        }
    }

    /** In order of priority, which are 1 to 3 in random problems. */
    private static List<String> countRows(AllocationSolution solution) {
        var rows = new ArrayList<String>();
        for (var line : Mps.of(solution)) {
            if (line.startsWith(" L unserved_priority_")) {
                rows.add(line.substring(" L ".length()));
            }
        }
        assertThat(rows).isSorted();
        return rows;
    }

    @Test
    void whereOneMoreCouldBeServedTheLoweredFileHasASolution() {
        var problem = problem(
                Map.of("A100", 2L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 1, 10)),
                demand("b", 1, choice("A100", 1, 10)),
                demand("c", 2, choice("A100", 1, 10)));
        var poor = Solutions.solution(
                NearExactSolver.LABEL,
                problem,
                new TreeMap<>(Map.of("a", choice("A100", 1, 10), "c", choice("A100", 1, 10))),
                new TreeMap<>(),
                Double.NEGATIVE_INFINITY,
                false,
                false);

        var file = MpsProblem.of(Mps.of(poor));
        assertThat(file.optimum()).isEqualTo(20);
        file.set("unserved_priority_1", 0);
        assertThat(file.optimum()).isInfinite();
        file.set("unserved_priority_2", 1);
        assertThat(file.optimum()).isEqualTo(20);
    }

    @Test
    void namesAreLegalReadableAndApart() {
        var problem = problem(
                Map.of("A 100", 9L),
                SaturationPolicy.NONE,
                demand("team a/chat", 1, choice("A 100", 2, 10), choice("$L4", 1, 30)),
                demand("team%20a/chat", 1, choice("A 100", 2, 10), choice("A 100", 2, 11)),
                demand("grüße", 1, mix(7, part("A 100", 1, 3), part("L4", 4, 1))));

        var file = MpsProblem.of(Mps.of(new NearExactSolver().solve(problem, NEVER)));

        assertThat(file.rows())
                .containsExactly(
                        "devices_A%20100", "serve_gr%C3%BC%C3%9Fe", "serve_team%20a/chat", "serve_team%2520a/chat");
        assertThat(file.columnNames())
                .containsExactlyInAnyOrder(
                        "team%20a/chat:A%20100*2",
                        "team%20a/chat:%24L4*1",
                        "team%2520a/chat:A%20100*2",
                        "team%2520a/chat:A%20100*2#2",
                        "gr%C3%BC%C3%9Fe:A%20100*1+L4*4");
        assertThat(file.optimum()).isEqualTo(27);
    }

    @Test
    void longNamesAreCutAndStayApart() {
        var names = new MpsNames();
        var name = "x".repeat(MpsNames.LONGEST);

        assertThat(names.unique(name + "a")).isEqualTo(name);
        assertThat(names.unique(name + "b")).isEqualTo(name + "#2");
        assertThat(names.unique(name)).isEqualTo(name + "#3");
    }

    @Test
    void serversThatShareALoadOnTheSameAcceleratorAreNamedInTheirParts() {
        var one = new Part("one", "A100", "A100", 1, 2, 10);
        var other = new Part("other", "A100", "A100", 1, 1, 10);
        var problem = problem(
                Map.of(),
                SaturationPolicy.NONE,
                demand("one", 1, new Choice(List.of(one), 20), new Choice(List.of(one, other), 30)));

        assertThat(MpsProblem.of(Mps.of(new NearExactSolver().solve(problem, NEVER)))
                        .columnNames())
                .containsExactly("one:one:A100*2", "one:one:A100*2+other:A100*1");
    }

    @Test
    void aMixedFileHasThePlanAmongItsMixesAndNothingBelowItsBound() {
        LongStream.range(0, 40).forEach(seed -> {
            var mixed = RandomMixtures.problem(seed, 3).mixed();
            var solution = new NearExactSolver(true).solve(mixed, NEVER);
            var better = NearExactSolver.improve(mixed, solution, 0, NEVER).after(solution);

            var lines = Mps.of(better);
            var optimum = MpsProblem.of(lines).optimum();
            assertThat(optimum).isBetween(better.lowerBound() - 1e-6, better.value() + 1e-6);
            assertThat(better.problem().demands().get(0).choices())
                    .containsAll(solution.problem().demands().get(0).choices());
            assertThat(lines).anyMatch(line -> line.contains("only the mixes that the search saw"));
        });
    }

    @Test
    void theHeaderTellsValueBoundAndProof() {
        var problem = problem(
                Map.of("A100", 2L),
                SaturationPolicy.NONE,
                demand("a", 1, choice("A100", 1, 10.5), choice("L4", 3, 12)));

        var proven = Mps.of(new NearExactSolver().solve(problem, NEVER));
        var unproven = Mps.of(new NearExactSolver().solve(problem, NEVER).asUnproven());

        assertThat(proven)
                .contains(
                        "* Value of the plan:   10.5",
                        "* Proven lower bound:  10.5",
                        "* Proven that no plan serves more, priority by priority: yes")
                .noneMatch(line -> line.contains("mixes"))
                .noneMatch(line -> line.contains("moving"));
        assertThat(unproven)
                .contains("* Proven lower bound:  none", "* Proven that no plan serves more, priority by priority: no");
    }

    @Test
    void theHeaderTellsThatMovesAreWeighed() {
        var problem =
                problem(Map.of(), SaturationPolicy.NONE, demand("a", 1, new Choice(List.of(part("A100", 1, 10)), -3)));

        assertThat(Mps.of(new NearExactSolver().solve(problem, NEVER)))
                .contains("* Value of the plan:   -3")
                .anyMatch(line -> line.contains("penalty for moving"));
    }

    @Test
    void nothingToSolveIsAFileToo() {
        var file = MpsProblem.of(Mps.of(
                new NearExactSolver().solve(problem(Map.of("A100", 2L), SaturationPolicy.NONE), NEVER)));

        assertThat(file.rows()).containsExactly("devices_A100");
        assertThat(file.optimum()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "0.1, 0.1", "-3, -3", "393.75, 393.75", "1e15, 1.0E15", "0, 0"})
    void numbersAreExact(double value, String text) {
        assertThat(Mps.number(value)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
    }

    @Test
    void everyLineFitsAReaderOfComments() {
        var problem = RandomProblems.random(3, 5);
        var lines = Mps.of(new NearExactSolver().solve(problem, NEVER));

        assertThat(lines.stream().filter(line -> line.startsWith("*"))).allMatch(line -> line.length() <= 110);
        assertThat(Arrays.asList("NAME wva", "ROWS", "COLUMNS", "RHS", "BOUNDS", "ENDATA"))
                .isSubsetOf(lines);
    }
}
