package ai.llmd.wva.optimize.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvWriterTest {
    @Test
    void aLineForEachServerOrPartOfOne() {
        assertThat(CsvWriter.lines(Answers.answer()))
                .hasSize(7)
                .startsWith(
                        "server,model,class,priority,service,accelerator,replicas,needed,maxBatch,cost,itlMillis,"
                                + "itlTargetMillis,ttftMillis,ttftTargetMillis",
                        "alone,granite,Gold,1,full,G2,4,4,19,92,21.190855,40,263.3,",
                        "held,granite,Gold,1,none,A100,2,2,,80,,40,,")
                .anyMatch(line -> line.startsWith("mixed,granite,Gold,1,full,A100,1,"))
                .anyMatch(line -> line.startsWith("mixed,granite,Gold,1,full,G2,2,"))
                .anyMatch(line -> line.equals("unserved,granite,Gold,1,none,A100,0,4,19,0,,40,,"))
                .anyMatch(line -> line.startsWith("part,granite,Gold,1,partial,A100,3,4,"));
    }
}
