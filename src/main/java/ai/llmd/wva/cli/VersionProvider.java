package ai.llmd.wva.cli;

import ai.llmd.wva.config.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"wva " + ProgramVersion.get()};
    }
}
