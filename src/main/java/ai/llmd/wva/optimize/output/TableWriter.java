package ai.llmd.wva.optimize.output;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.optimize.Answer;
import ai.llmd.wva.optimize.DeviceUse;
import ai.llmd.wva.optimize.ServerAnswer;
import ai.llmd.wva.optimize.ServerPart;
import ai.llmd.wva.optimize.Service;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The answer for people: a line for each server, what it adds up to, and how good that is. */
public final class TableWriter {
    private static final List<Table.Column> COLUMNS = List.of(
            new Table.Column("SERVER", false),
            new Table.Column("CLASS", false),
            new Table.Column("ACCELERATOR", false),
            new Table.Column("REPLICAS", true),
            new Table.Column("BATCH", true),
            new Table.Column("CENTS/H", true),
            new Table.Column("ITL MS", true),
            new Table.Column("TARGET", true),
            new Table.Column("TTFT MS", true),
            new Table.Column("TARGET", true),
            new Table.Column("BINDS", false));

    private static final int MOST_KEPT = 5;

    private TableWriter() {}

    /** The lines to print. */
    public static List<String> lines(Answer answer, boolean explain, Style style) {
        var table = new Table(COLUMNS);
        answer.servers().forEach(server -> rows(table, server, style));
        var lines = new ArrayList<>(table.lines(style::strong));
        lines.add("");
        lines.addAll(totals(answer, style));
        if (explain) {
            answer.servers().forEach(server -> {
                lines.add("");
                lines.add(style.strong(server.name()));
                ExplanationText.lines(server).forEach(line -> lines.add("  " + line));
            });
        }
        return lines;
    }

    private static void rows(Table table, ServerAnswer server, Style style) {
        UnaryOperator<String> look =
                switch (server.service()) {
                    case FULL -> UnaryOperator.identity();
                    case PARTIAL -> style::warning;
                    case NONE -> style::alarm;
                };
        var name = server.name();
        var serviceClass = server.className() + " (" + server.priority() + ")";
        for (var part : server.parts()) {
            table.add(row(name, serviceClass, server, part), look);
            // further parts of the same server
            name = "";
            serviceClass = "";
        }
    }

    private static List<String> row(String name, String serviceClass, ServerAnswer server, ServerPart part) {
        var decision = part.decision();
        var allocation = decision.allocation();
        boolean empty = server.service() == Service.NONE && server.replicas() == 0;
        return List.of(
                name,
                serviceClass,
                empty ? "-" : decision.accelerator(),
                replicas(server, decision),
                empty ? "-" : cell(decision, of -> of.maxBatchSize(), true),
                Text.number(part.costCentsPerHour()),
                empty ? "-" : cell(decision, Allocation::itlMillis, false),
                target(server.target().itlMillis()),
                empty ? "-" : cell(decision, Allocation::ttftMillis, false),
                target(server.target().ttftMillis()),
                allocation.isPresent()
                        ? DecisionText.constraint(decision.constraint())
                        : decision.outcome().name().toLowerCase(Locale.ROOT));
    }

    private static String replicas(ServerAnswer server, Decision decision) {
        var replicas = decision.desiredReplicas().isPresent()
                ? String.valueOf(decision.desiredReplicas().getAsInt())
                : "?";
        return server.service() == Service.PARTIAL && server.parts().size() == 1
                ? replicas + " of " + server.neededReplicas()
                : replicas;
    }

    private static String cell(Decision decision, ToDoubleFunction<Allocation> value, boolean whole) {
        return decision.allocation()
                // no request, no latency
                .filter(allocation -> whole || allocation.rateTargetPerSecond() > 0)
                .map(allocation -> {
                    double number = value.applyAsDouble(allocation);
                    return whole ? Text.number(number) : Text.decimal(number);
                })
                .orElse("-");
    }

    private static String target(double millis) {
        return millis > 0 ? Text.number(millis) : "-";
    }

    private static List<String> totals(Answer answer, Style style) {
        var lines = new ArrayList<String>();
        long replicas =
                answer.servers().stream().mapToLong(ServerAnswer::replicas).sum();
        lines.add(Text.counted(answer.servers().size(), "server") + ", " + Text.counted(replicas, "replica") + ", "
                + style.strong(Text.number(answer.summary().costCentsPerHour()) + " cents/h") + "; " + proof(answer)
                + " (" + answer.solver() + ", " + Text.number(answer.millis()) + " ms)");
        if (!answer.devices().isEmpty()) {
            lines.add("Devices: "
                    + answer.devices().stream().map(TableWriter::devices).collect(Collectors.joining(", ")));
        }
        kept(answer).ifPresent(lines::add);
        if (!answer.summary().complete()) {
            lines.add(style.warning("The time limit cut the search short: this is the best plan found until then."));
        }
        list(answer, Service.PARTIAL, "Served in part: ").map(style::warning).ifPresent(lines::add);
        list(answer, Service.NONE, "Not served: ").map(style::alarm).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> kept(Answer answer) {
        var kept = answer.keptFrom();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var shown = kept.entrySet().stream()
                .limit(MOST_KEPT)
                .map(server -> server.getKey() + " (" + server.getValue().accelerator() + ": "
                        + Text.number(server.getValue().costCentsPerHour()) + " cents/h)")
                .collect(Collectors.joining(", "));
        var more = kept.size() > MOST_KEPT ? " and " + (kept.size() - MOST_KEPT) + " more" : "";
        return Optional.of("Not worth a move, which counts as 10 % of both costs: " + shown + more);
    }

    private static String proof(Answer answer) {
        var summary = answer.summary();
        if (Double.isInfinite(summary.lowerBoundCentsPerHour())) {
            return "nothing is proven of how far it is from the best";
        }
        var service = summary.serviceProven() ? "" : ", more service not ruled out";
        return "at least " + Text.number(summary.lowerBoundCentsPerHour()) + " at this service: gap "
                + Text.percent(summary.gap()) + service;
    }

    private static String devices(DeviceUse use) {
        return use.used()
                + (use.available().isPresent() ? " of " + use.available().getAsLong() : "") + " " + use.type();
    }

    private static Optional<String> list(Answer answer, Service service, String title) {
        var names = answer.with(service).stream().map(ServerAnswer::name).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(title + String.join(", ", names));
    }
}
