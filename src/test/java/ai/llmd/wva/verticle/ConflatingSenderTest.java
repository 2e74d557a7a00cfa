package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxTest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@VertxTest
class ConflatingSenderTest {
    private static final String ADDRESS = "stage";

    private final BlockingQueue<Message<String>> taken = new LinkedBlockingQueue<>();

    private void onContext(Vertx vertx, Runnable work) throws Exception {
        var done = Promise.<Void>promise();
        vertx.runOnContext(go -> {
            work.run();
            done.complete();
        });
        Futures.await(done.future());
    }

    @Test
    void a_busy_stage_gets_the_newest_record_only(Vertx vertx) throws Exception {
        Futures.await(
                vertx.eventBus().<String>localConsumer(ADDRESS, taken::add).completion());
        var sender = new ConflatingSender<String>(vertx.eventBus(), ADDRESS, new DeliveryOptions());

        onContext(vertx, () -> List.of("1", "2", "3", "4").forEach(sender::send));
        var first = taken.poll(20, TimeUnit.SECONDS);
        assertThat(first.body()).isEqualTo("1");
        assertThat(sender.whenIdle().isComplete()).isFalse();
        first.reply(null);
        var second = taken.poll(20, TimeUnit.SECONDS);
        assertThat(second.body()).isEqualTo("4");
        second.reply(null);

        Futures.await(sender.whenIdle());
        assertThat(taken).isEmpty();
    }

    @Test
    void a_stage_that_is_not_there_or_never_answers_does_not_stop_it(Vertx vertx) throws Exception {
        var sender = new ConflatingSender<String>(vertx.eventBus(), ADDRESS, new DeliveryOptions().setSendTimeout(50));
        onContext(vertx, () -> sender.send("lost"));
        Futures.await(sender.whenIdle());

        Futures.await(
                vertx.eventBus().<String>localConsumer(ADDRESS, taken::add).completion());
        onContext(vertx, () -> sender.send("unanswered"));
        Futures.await(sender.whenIdle());
        onContext(vertx, () -> sender.send("next"));
        taken.poll(20, TimeUnit.SECONDS);
        assertThat(taken.poll(20, TimeUnit.SECONDS).body()).isEqualTo("next");
        Futures.await(Future.succeededFuture());
    }
}
