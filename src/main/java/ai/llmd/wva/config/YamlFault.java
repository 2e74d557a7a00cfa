package ai.llmd.wva.config;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A text that is no YAML. The message says where and why: {@code is not valid YAML at line 3, column 2: ...}. */
public final class YamlFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    /** @param line from 1; 0 where the fault is of the whole text */
    YamlFault(int line, int column, String reason) {
        super("is not valid YAML"
                + (line < 1 ? "" : " at line " + line + (column < 1 ? "" : ", column " + column))
                + ": "
                + reason);
        this.line = line;
    }

    static YamlFault of(MarkedYamlEngineException e) {
        var mark = e.getProblemMark().or(e::getContextMark);
        return new YamlFault(
                mark.map(at -> at.getLine() + 1).orElse(0),
                mark.map(at -> at.getColumn() + 1).orElse(0),
                e.getProblem() == null ? "no reason given" : e.getProblem());
    }

    /** From 1; 0 where the fault is of the whole text. */
    public int line() {
        return line;
    }
}
