package ai.llmd.wva.optimize.output;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.text.Style;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    @Test
    void aLineForEachServerAndWhatTheyAddUpTo() {
        assertThat(TableWriter.lines(Answers.answer(), false, Style.PLAIN))
                .containsExactly(
                        "SERVER    CLASS     ACCELERATOR  REPLICAS  BATCH  CENTS/H  ITL MS  TARGET  TTFT MS  TARGET "
                                + " BINDS",
                        "alone     Gold (1)  G2                  4     19       92   21.19      40   263.30       - "
                                + " inter-token latency",
                        "held      Gold (1)  A100                2      -       80       -      40        -       - "
                                + " infeasible",
                        "mixed     Gold (1)  A100                1     19       40   21.19      40   263.30       - "
                                + " time to first token",
                        "                    G2                  2     19       46   21.19      40   263.30       - "
                                + " time to first token",
                        "part      Gold (1)  A100           3 of 4     19      120   21.19      40   263.30       - "
                                + " accelerators available",
                        "unserved  Gold (1)  -                   0      -        0       -      40        -       - "
                                + " accelerators available",
                        "",
                        "5 servers, 12 replicas, 392.5 cents/h; at least 390 at this service: gap 0.64 % (near-exact,"
                                + " 12.35 ms)",
                        "Devices: 7 of 8 A100, 9 G2",
                        "Served in part: part",
                        "Not served: held, unserved");
    }

    @Test
    void explanationsFollowServerByServer() {
        assertThat(TableWriter.lines(Answers.answer(), true, Style.PLAIN))
                .containsSequence(
                        "",
                        "alone",
                        "  why: 120.00 requests/min of 1024.50 output tokens need 4 replicas of G2: one carries 31.20"
                                + " requests/min within inter-token latency 40.00 ms (throughput: 62.40)",
                        "  binds: inter-token latency",
                        "  a replica of G2 carries, requests/min: 31.2 by inter-token latency, 62.4 by throughput",
                        "  runner-up: A100: 3 replicas, 120.00 cents/h",
                        "  changes: above 124.80 requests/min (4 % more load): 5 replicas",
                        "  share of the traffic: 60 %",
                        "  better: 2 replicas of L4 for 80.5 cents/h",
                        "",
                        "held",
                        "  why: the target cannot be met; current replicas held: 2");
    }

    @Test
    void whatIsShortIsColouredAndColumnsStillLineUp() {
        var coloured = TableWriter.lines(Answers.answer(), false, Style.COLOURED);
        var plain = TableWriter.lines(Answers.answer(), false, Style.PLAIN);

        assertThat(coloured).anyMatch(line -> line.startsWith("\u001b[33mpart "));
        assertThat(coloured).anyMatch(line -> line.startsWith("\u001b[31munserved "));
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")))
                .containsExactlyElementsOf(plain);
    }

    @Test
    void whatIsNotProvenOrNotCompleteIsSaid() {
        var lines = TableWriter.lines(
                Answers.answer(new PlanSummary("greedy", 392.5, Double.NEGATIVE_INFINITY, false, false)),
                false,
                Style.PLAIN);

        assertThat(lines)
                .anyMatch(line -> line.contains("nothing is proven of how far it is from the best"))
                .contains("The time limit cut the search short: this is the best plan found until then.");
        assertThat(TableWriter.lines(
                        Answers.answer(new PlanSummary("near-exact", 10, 10, false, true)), false, Style.PLAIN))
                .anyMatch(line -> line.contains("gap 0.00 %, more service not ruled out"));
    }
}
