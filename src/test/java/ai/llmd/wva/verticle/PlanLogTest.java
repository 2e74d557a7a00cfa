package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ai.llmd.wva.explain.SolutionText;
import ai.llmd.wva.explain.SystemText;
import ai.llmd.wva.fixture.LogLines;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanLogTest {
    private static final String REASON =
            "of 178.00 output tokens need 2 replicas of A100: one carries 25.31 requests/min"
                    + " within time to first token 500.00 ms (inter-token latency: 60.62, throughput: 60.62)";
    private static final Unknown MISSING = new Unknown(Cause.MISSING, "no series");

    @RegisterExtension
    private final LogLines lines = new LogLines("ai.llmd.wva.plan", Level.INFO);

    private final PlanLog log = new PlanLog();
    private Memory memory = Memory.EMPTY;
    private long cycle;

    /** What is logged of the next cycle. */
    private List<String> lines(Fleet fleet, Measurement measurement) {
        lines.clear();
        var step = new Planner(PlanningRules.DEFAULT)
                .plan(observation(++cycle, fleet, measurement), memory, WorkLimit.NONE);
        memory = step.memory();
        log.write(step.plan());
        return lines.events().stream().map(PlanLogTest::text).toList();
    }

    private static String text(ILoggingEvent line) {
        var pairs = new StringBuilder(line.getLevel() + " " + line.getFormattedMessage());
        line.getKeyValuePairs()
                .forEach(pair -> pairs.append(' ').append(pair.key).append('=').append(pair.value));
        return pairs.toString();
    }

    @Test
    void aChangeIsOneLineAndTheCycleIsOne() {
        assertThat(lines(fleet(variant(SAMPLE, 1)), measured(load(40, 178))))
                .containsExactly(
                        "INFO 40.00 requests/min " + REASON + " cycle=1 variant=llm-d-sim/vllme-deployment"
                                + " outcome=OPTIMIZED accelerator=A100 current=1 desired=2 constraint=TTFT"
                                + " runnerUp=none changesAt=above 50.62 requests/min (27 % more load): 3 replicas; at"
                                + " 25.31 requests/min or less (37 % less load): 1 replica advice=none",
                        "INFO planned cycle=1 variants=1 optimized=1 changed=1 costCentsPerHour=80.0 gap=0.0");
    }

    @Test
    void whatIsNotFreshIsAWarningOnceAndItsEndAnInfo() {
        var fleet = fleet(variant(SAMPLE, 1));
        lines(fleet, measured(load(40, 178)));
        assertThat(lines(fleet, MISSING))
                .containsExactly(
                        "WARN no series; last good decision held: 2 cycle=2 variant=llm-d-sim/vllme-deployment"
                                + " outcome=HELD accelerator=A100 current=1 desired=2 constraint=HOLD runnerUp=none"
                                + " changesAt=none advice=none notFreshSince=2026-11-24T12:02:00Z",
                        "INFO planned cycle=2 variants=1 optimized=0 changed=1 costCentsPerHour=80.0 gap=0.0");
        assertThat(lines(fleet, MISSING))
                .containsExactly("INFO planned cycle=3 variants=1 optimized=0 changed=0 costCentsPerHour=80.0 gap=0.0");
        assertThat(lines(fleet, measured(load(40, 178))))
                .hasSize(2)
                .first(as(STRING))
                .startsWith("INFO fresh again: 40.00 requests/min " + REASON)
                .doesNotContain("notFreshSince");
    }

    @Test
    void aDecisionThatIsStillNotFreshIsRecalledAfterAnHour() {
        var fleet = fleet(variant(SAMPLE, 1));
        lines(fleet, MISSING);
        cycle += 59;
        assertThat(lines(fleet, MISSING))
                .hasSize(2)
                .first(as(STRING))
                .startsWith("WARN still not fresh: no series; current replicas held: 1 cycle=61 ")
                .endsWith(" notFreshSince=2026-11-24T12:01:00Z");
    }

    @Test
    void threeThousandVariantsThatDoNotChangeAreOneLineACycle() {
        var fleet = fleet(IntStream.range(0, 3000)
                .mapToObj(i -> variant(new VariantId("ns-" + i, "variant"), 1))
                .toArray(Variant[]::new));
        assertThat(lines(fleet, measured(load(40, 178)))).hasSize(3001);
        assertThat(lines(fleet, measured(load(41, 180)))).hasSize(1);
        assertThat(lines(fleet, MISSING)).hasSize(3001);
        assertThat(lines(fleet, MISSING)).hasSize(1);
    }

    @Test
    void atDebugEveryDecisionHasALineAndTheCycleItsInputAndSolution() {
        lines.at(Level.DEBUG);
        var fleet = fleet(variant(SAMPLE, 1));
        lines(fleet, measured(load(40, 178)));
        var step = new Planner(PlanningRules.DEFAULT)
                .plan(observation(2, fleet, measured(load(41, 178))), memory, WorkLimit.NONE);
        assertThat(lines(fleet, measured(load(41, 178))))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("DEBUG system data prepared for optimization cycle=2 system="
                                        + SystemText.of(step.plan().observation())),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "DEBUG optimization solution cycle=2 solution=" + SolutionText.of(step.plan())),
                        line -> assertThat(line).startsWith("DEBUG 41.00 requests/min " + REASON),
                        line -> assertThat(line).startsWith("INFO planned cycle=2 "));
    }
}
