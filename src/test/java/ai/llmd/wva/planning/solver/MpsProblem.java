package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a file in free MPS says, as a reader has it that knows nothing else: binary columns, rows E and L. */
final class MpsProblem {
    private final Map<String, String> senses = new TreeMap<>();
    private final Map<String, Map<String, Double>> columns = new TreeMap<>();
    private final Map<String, Double> rightHandSides = new HashMap<>();
    private final Set<String> binary = new HashSet<>();
    private String objective = "";

    static MpsProblem of(List<String> lines) {
        var problem = new MpsProblem();
        var section = "";
        for (var line : lines) {
            if (line.startsWith("*")) {
                continue;
            }
            var fields = line.strip().split(" +");
            if (line.startsWith(" ")) {
                problem.read(section, fields);
            } else {
                section = fields[0];
            }
        }
        if (!section.equals("ENDATA") || !problem.binary.equals(problem.columns.keySet())) {
            throw new IllegalArgumentException("not whole, or not all columns are binary");
        }
        return problem;
    }

    private void read(String section, String[] fields) {
        switch (section) {
            case "ROWS" -> row(fields[0], fields[1]);
            case "COLUMNS" -> {
                if (!fields[1].equals("'MARKER'")) {
                    entry(fields[0], fields[1], Double.parseDouble(fields[2]));
                }
            }
            case "RHS" -> rightHandSides.put(known(fields[1]), Double.parseDouble(fields[2]));
            case "BOUNDS" -> bound(fields);
            default -> throw new IllegalArgumentException(section);
        }
    }

    private void row(String sense, String name) {
        if (sense.equals("N")) {
            objective = name;
        } else if (senses.put(name, sense) != null) {
            throw new IllegalArgumentException("two rows are named " + name);
        }
    }

    private void entry(String column, String row, double amount) {
        var other = columns.computeIfAbsent(column, name -> new HashMap<>()).put(known(row), amount);
        if (other != null) {
            throw new IllegalArgumentException(column + " has row " + row + " twice");
        }
    }

    private void bound(String[] fields) {
        if (!fields[0].equals("BV") || !columns.containsKey(fields[2]) || !binary.add(fields[2])) {
            throw new IllegalArgumentException(String.join(" ", fields));
        }
    }

    private String known(String row) {
        if (!row.equals(objective) && !senses.containsKey(row)) {
            throw new IllegalArgumentException("there is no row " + row);
        }
        return row;
    }

    Set<String> rows() {
        return senses.keySet();
    }

    Set<String> columnNames() {
        return columns.keySet();
    }

    double rightHandSide(String row) {
        return rightHandSides.get(row);
    }

    /** The same question with another right-hand side. */
    void set(String row, double rightHandSide) {
        rightHandSides.put(known(row), rightHandSide);
    }

    /** The least value of what keeps every row; infinite where nothing does. Tries everything. */
    double optimum() {
        var groups = new ArrayList<List<Map<String, Double>>>();
        senses.forEach((row, sense) -> {
            if (sense.equals("E")) {
                groups.add(columns.values().stream()
                        .filter(column -> rightHandSides.get(row).equals(column.get(row)))
                        .toList());
            }
        });
        return least(groups, 0, new HashMap<>(rightHandSides));
    }

    private double least(List<List<Map<String, Double>>> groups, int group, Map<String, Double> left) {
        if (group == groups.size()) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (var column : groups.get(group)) {
            var less = new HashMap<>(left);
            column.forEach((row, amount) -> less.computeIfPresent(row, (same, before) -> before - amount));
            if (senses.keySet().stream().allMatch(row -> less.get(row) >= 0)) {
                least = Math.min(least, column.getOrDefault(objective, 0.0) + least(groups, group + 1, less));
            }
        }
        return least;
    }
}
