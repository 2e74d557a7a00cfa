package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.journal.JournalLine.Cycle;
import ai.llmd.wva.journal.JournalLine.Gap;
import ai.llmd.wva.journal.JournalLine.Remembered;
import ai.llmd.wva.journal.JournalOutput;
import ai.llmd.wva.journal.JournalWriter;
import ai.llmd.wva.journal.Journals;
import ai.llmd.wva.journal.RotatedFile;
import ai.llmd.wva.journal.StreamOutput;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.planning.ShippedPolicies;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@VertxTest
class JournalVerticleTest {
    private static final Duration BUS = Duration.ofSeconds(5);
    private static final long LARGE = 1L << 30;
    private static final Path FULL_DISK = Path.of("/dev/full");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private Duration closingLimit = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
        // whatever another test has set for all of the program
        logger().setLevel(Level.WARN);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(JournalVerticle.class);
    }

    private String deploy(Vertx vertx, JournalOutput output) throws Exception {
        return Futures.await(vertx.deployVerticle(new JournalVerticle(
                () -> new JournalWriter(output, "1.2.3", PolicyKind.WVA, PlanningRules.DEFAULT),
                BUS,
                closingLimit,
                meters)));
    }

    /** Has cycles planned one after another, and the journal closed. */
    private void run(Vertx vertx, JournalOutput output, int cycles) throws Exception {
        Bus.registerCodecs(vertx);
        var bus = Bus.of(vertx, BUS);
        var plans = new Inbox<Plan>();
        Futures.await(bus.plans().onEach(plans).completion());
        var journal = deploy(vertx, output);
        var policy = ShippedPolicies.of(PolicyKind.WVA, PlanningRules.DEFAULT);
        Futures.await(vertx.deployVerticle(
                new OptimizerVerticle(policy, Duration.ofSeconds(10), BUS, new SimpleMeterRegistry())));
        for (var observation : Journals.observations(cycles)) {
            bus.observations().publish(observation);
            plans.take();
        }
        Futures.await(vertx.undeploy(journal));
    }

    private double cycles(String result) {
        return meters.get("wva.journal.cycles").tag("result", result).counter().count();
    }

    @Test
    void whatTheOptimizerPlansIsJournalledAndRepeatsToTheBit(Vertx vertx) throws Exception {
        var file = folder.resolve("wva.jsonl");

        run(vertx, new RotatedFile(file, LARGE, 1), 4);

        var result = Journals.replay(Journals.read(file));
        assertThat(result.same()).isTrue();
        assertThat(result.cycles()).isEqualTo(4);
        assertThat(cycles("written")).isEqualTo(4);
        assertThat(log.list).isEmpty();
    }

    @Test
    void aFullDiskEndsTheJournalIsToldOnceAndThePlansGoOn(Vertx vertx) throws Exception {
        assumeTrue(Files.exists(FULL_DISK));
        var file = Files.createSymbolicLink(folder.resolve("full"), FULL_DISK);
        var gauge = new ArrayList<Double>();
        var full = new RotatedFile(file, LARGE, 1) {
            @Override
            public void close() throws IOException {
                gauge.add(meters.get("wva.journal.stopped").gauge().value());
                super.close();
            }
        };

        run(vertx, full, 3);

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).startsWith("the journal cannot be written: it ends here");
            assertThat(line.getKeyValuePairs().toString()).contains("No space left on device");
        });
        assertThat(cycles("written")).isZero();
        assertThat(gauge).containsExactly(1.0);
    }

    @Test
    void aSlowDiskLeavesOutCyclesAndTheJournalSaysHowMany(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        var bytes = new ByteArrayOutputStream();
        var begun = new CountDownLatch(1);
        var faster = new CountDownLatch(1);
        var slow = new StreamOutput(new PrintStream(bytes), LARGE) {
            @Override
            public void write(byte[] lines) throws IOException {
                begun.countDown();
                await(faster);
                super.write(lines);
            }
        };
        var journal = deploy(vertx, slow);
        int most = JournalVerticle.MOST_WAITING;
        var planned = Journals.planned(PolicyKind.WVA, Journals.observations(most + 4));
        var cycles = Bus.of(vertx, BUS).planned();
        planned.subList(0, most + 3).forEach(cycles::publish);
        await(begun);
        Awaitility.await().until(() -> cycles("left_out") == 3);
        faster.countDown();
        Awaitility.await().until(() -> cycles("written") == most);
        cycles.publish(planned.get(most + 3));
        Awaitility.await().until(() -> cycles("written") == most + 1);
        Futures.await(vertx.undeploy(journal));

        var lines = Journals.read(bytes.toString(StandardCharsets.UTF_8), new ArrayList<>());
        var last = lines.subList(lines.size() - 3, lines.size());
        assertThat(last)
                .<Class<?>>extracting(Object::getClass)
                .containsExactly(Gap.class, Remembered.class, Cycle.class);
        assertThat(((Gap) last.get(0)).cycles()).isEqualTo(3);
        var result = Journals.replay(lines);
        assertThat(result.same()).isTrue();
        assertThat(result.cycles()).isEqualTo(most + 1);
        assertThat(log.list).hasSize(1);
    }

    @Test
    void anErrorEndsTheJournalAndIsToldOnce(Vertx vertx) throws Exception {
        var writes = new AtomicInteger();
        var large = new StreamOutput(new PrintStream(new ByteArrayOutputStream()), LARGE) {
            @Override
            public void write(byte[] lines) {
                writes.incrementAndGet();
                throw new OutOfMemoryError("Java heap space");
            }
        };

        run(vertx, large, 3);

        assertThat(writes).hasValue(1);
        assertThat(log.list)
                .singleElement()
                .satisfies(
                        line -> assertThat(line.getKeyValuePairs().toString()).contains("Java heap space"));
    }

    @Test
    void aWriteThatHangsHoldsUpNeitherTheEndNorTheNextJournal(Vertx vertx) throws Exception {
        Bus.registerCodecs(vertx);
        var begun = new CountDownLatch(1);
        var never = new Semaphore(0);
        var thread = new AtomicReference<Thread>();
        var writes = new AtomicInteger();
        var hangs = new StreamOutput(new PrintStream(new ByteArrayOutputStream()), LARGE) {
            @Override
            public void write(byte[] lines) throws IOException {
                writes.incrementAndGet();
                thread.set(Thread.currentThread());
                begun.countDown();
                // as a write to a file server that does not answer, it does not hear an interrupt
                never.acquireUninterruptibly();
                throw new IOException("at last");
            }
        };
        closingLimit = Duration.ofMillis(50);
        var journal = deploy(vertx, hangs);
        var planned = Journals.planned(PolicyKind.WVA, Journals.observations(3));
        var cycles = Bus.of(vertx, BUS).planned();
        planned.subList(0, 2).forEach(cycles::publish);
        await(begun);

        Futures.await(vertx.undeploy(journal));

        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).startsWith("a write to the journal hangs"));
        closingLimit = Duration.ofSeconds(20);
        var next = deploy(vertx, new RotatedFile(folder.resolve("wva.jsonl"), LARGE, 1));
        cycles.publish(planned.get(2));
        Awaitility.await().until(() -> cycles("written") == 1);
        Futures.await(vertx.undeploy(next));
        // the one that hung goes on after all: it writes nothing more, and says nothing
        never.release();
        thread.get().join();
        assertThat(writes).hasValue(1);
        assertThat(log.list).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
