package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The engine written plainly: every step looks at every sequence and counts its tokens one by one. What happens is
 * noted in words, for comparison with {@link EventNotes}.
 */
final class ReferenceEngine {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final StepLaw law;
    private final EngineLimits limits;
    private final PrefixMemory prefixes;
    private final List<Job> waiting = new ArrayList<>();
    private final List<Job> running = new ArrayList<>();

    final List<String> events = new ArrayList<>();
    private double nowMillis;
    private double stepStartedAtMillis;
    private double stepEndsAtMillis = NEVER;
    private long accepted;
    private long begun;
    private long finished;
    private long aborted;
    private long preemptions;

    /** A request; it decodes once it has begun to. */
    private static final class Job {
        long id;
        SequenceSpec spec;
        int generated;
        int unread;
        int chunk;
        int blocks;
        long decodesAs = -1;
        boolean inStep;
        boolean hadSlot;
        double tokenAtMillis = Double.NaN;
        double promptEndsAtMillis = NEVER;

        int cached() {
            return spec.inputTokens() + generated;
        }
    }

    ReferenceEngine(StepLaw law, EngineLimits limits) {
        this.law = law;
        this.limits = limits;
        this.prefixes = new PrefixMemory(limits.prefixTokens());
    }

    void submit(double atMillis, SequenceSpec spec) {
        advance(atMillis);
        var job = new Job();
        job.id = accepted++;
        job.spec = spec;
        job.unread = job.cached();
        waiting.add(job);
        schedule();
    }

    void abort(double atMillis, long id) {
        advance(atMillis);
        if (waiting.removeIf(job -> job.id == id) || running.removeIf(job -> job.id == id)) {
            aborted++;
            note("aborted", id);
            schedule();
        }
    }

    void advance(double untilMillis) {
        while (true) {
            var next = stepEndsAtMillis;
            for (var job : running) {
                next = Math.min(next, job.promptEndsAtMillis);
            }
            if (next > untilMillis || next == NEVER) {
                nowMillis = Math.max(nowMillis, untilMillis);
                return;
            }
            nowMillis = next;
            for (var job : List.copyOf(running)) {
                if (job.promptEndsAtMillis <= nowMillis) {
                    endPrompt(job);
                }
            }
            if (stepEndsAtMillis <= nowMillis) {
                endStep();
            }
            schedule();
        }
    }

    EngineState state() {
        var unread = 0L;
        for (var job : waiting) {
            unread += job.unread;
        }
        for (var job : running) {
            unread += job.unread;
        }
        return new EngineState(
                running.size(),
                waiting.size(),
                unread,
                usedBlocks(),
                limits.kvBlocks(),
                accepted,
                finished,
                aborted,
                preemptions);
    }

    private void endStep() {
        stepEndsAtMillis = NEVER;
        var members = running.stream().filter(job -> job.inStep).toList();
        var alike = members.stream()
                .filter(job -> job.tokenAtMillis == stepStartedAtMillis)
                .toList();
        if (!alike.isEmpty()) {
            note("decoded " + (nowMillis - stepStartedAtMillis), alike.size());
        }
        members.stream()
                .filter(job -> !alike.contains(job))
                .sorted(Comparator.comparingLong(job -> job.decodesAs))
                .forEach(job -> note(job.generated == 0 ? "first" : "next " + (nowMillis - job.tokenAtMillis), job.id));
        for (var job : members) {
            job.inStep = false;
            job.generated++;
            job.tokenAtMillis = nowMillis;
        }
        members.forEach(this::leaveIfComplete);
        for (var job : List.copyOf(running)) {
            if (job.chunk > 0) {
                job.unread -= job.chunk;
                job.chunk = 0;
                if (job.unread == 0) {
                    endPrompt(job);
                }
            }
        }
    }

    private void endPrompt(Job job) {
        job.promptEndsAtMillis = NEVER;
        job.unread = 0;
        prefixes.remember(job.spec.prefix());
        note(job.generated == 0 ? "first" : "next " + (nowMillis - job.tokenAtMillis), job.id);
        job.generated++;
        job.tokenAtMillis = nowMillis;
        job.decodesAs = begun++;
        leaveIfComplete(job);
    }

    private void leaveIfComplete(Job job) {
        if (job.generated == job.spec.outputTokens()) {
            running.remove(job);
            finished++;
            note("finished", job.id);
        }
    }

    private void schedule() {
        var chunked = law.prompts() instanceof PromptReading.Chunked;
        if (!chunked) {
            admitAtOnce();
        }
        if (stepEndsAtMillis < NEVER) {
            return;
        }
        var before = preemptions;
        for (var i = 0; i < running.size(); i++) {
            makeRoom(running.get(i));
        }
        var decoding = running.stream().filter(job -> job.decodesAs >= 0).toList();
        var prompts = chunked ? chunks(limits.stepTokens() - decoding.size(), before < preemptions) : 0;
        if (decoding.isEmpty() && prompts == 0) {
            return;
        }
        decoding.forEach(job -> job.inStep = true);
        stepStartedAtMillis = nowMillis;
        var context = decoding.stream().mapToLong(Job::cached).sum();
        var millis = law.decodeMillis(chunked ? decoding.size() : running.size(), context);
        if (law.prompts() instanceof PromptReading.Chunked reading) {
            millis += reading.tokenMillis() * prompts;
        }
        stepEndsAtMillis = nowMillis + millis;
    }

    private void admitAtOnce() {
        var admitted = new ArrayList<Job>();
        while (admitNext()) {
            admitted.add(running.get(running.size() - 1));
        }
        for (var job : admitted) {
            if (law.prompts() instanceof PromptReading.Beside beside) {
                job.promptEndsAtMillis = nowMillis + beside.millis(job.unread, running.size());
            } else {
                job.unread = 0;
                prefixes.remember(job.spec.prefix());
                job.decodesAs = begun++;
            }
        }
    }

    /** Gives out the budget for prompts; how much of it was used. */
    private int chunks(int budget, boolean preempted) {
        var used = 0;
        for (var job : running) {
            used += chunk(job, budget - used);
        }
        while (used < budget && !preempted && admitNext()) {
            used += chunk(running.get(running.size() - 1), budget - used);
        }
        return used;
    }

    private static int chunk(Job job, int left) {
        job.chunk = Math.min(left, job.unread);
        return job.chunk;
    }

    private boolean admitNext() {
        if (running.size() == limits.maxBatch() || waiting.isEmpty()) {
            return false;
        }
        var head = waiting.get(0);
        var blocks = EngineLimits.blocksFor(head.cached());
        var kept = running.isEmpty() ? 0 : limits.watermarkBlocks();
        if (usedBlocks() + blocks + kept > limits.kvBlocks()) {
            return false;
        }
        running.add(waiting.remove(0));
        head.blocks = blocks;
        head.unread -= prefixes.hitTokens(head.spec.prefix(), head.cached());
        if (!head.hadSlot) {
            head.hadSlot = true;
            note("scheduled", head.id);
        }
        return true;
    }

    private void makeRoom(Job job) {
        var needed = EngineLimits.blocksFor(job.cached());
        while (job.decodesAs >= 0 && usedBlocks() - job.blocks + needed > limits.kvBlocks()) {
            var youngest = running.remove(running.size() - 1);
            waiting.add(0, youngest);
            youngest.blocks = 0;
            youngest.unread = youngest.cached();
            youngest.decodesAs = -1;
            youngest.promptEndsAtMillis = NEVER;
            preemptions++;
            note("preempted", youngest.id);
            if (youngest == job) {
                return;
            }
        }
        job.blocks = Math.max(job.blocks, job.decodesAs >= 0 ? needed : 0);
    }

    private int usedBlocks() {
        return running.stream().mapToInt(job -> job.blocks).sum();
    }

    private void note(String what, long which) {
        events.add(nowMillis + " " + what + " " + which);
    }
}
