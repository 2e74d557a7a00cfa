package ai.llmd.wva.model;

import java.util.Optional;

/** What a {@link Problem} is about. */
public sealed interface Subject {

    /** The ConfigMap that it is in, if it is in one. */
    default Optional<ConfigMapName> configMap() {
        return Optional.empty();
    }

    /** A ConfigMap as a whole. */
    record WholeConfigMap(ConfigMapName name) implements Subject {
        @Override
        public Optional<ConfigMapName> configMap() {
            return Optional.of(name);
        }
    }

    /** A key of a ConfigMap of which every key declares something of its own. */
    record Entry(ConfigMapName in, String key) implements Subject {
        @Override
        public Optional<ConfigMapName> configMap() {
            return Optional.of(in);
        }
    }

    /** A value within an entry. */
    record EntryField(Entry entry, String field) implements Subject {
        @Override
        public Optional<ConfigMapName> configMap() {
            return entry.configMap();
        }
    }

    /**
     * A row of an entry that is a service class.
     *
     * @param number from 1
     * @param model whose targets it has; empty = it names none
     */
    record Row(Entry entry, int number, Optional<String> model) implements Subject {
        @Override
        public Optional<ConfigMapName> configMap() {
            return entry.configMap();
        }
    }

    /** A setting in the ConfigMap of settings. */
    record SettingKey(ConfigMapName in, String key) implements Subject {
        @Override
        public Optional<ConfigMapName> configMap() {
            return Optional.of(in);
        }
    }

    /** An environment variable of the controller. */
    record EnvironmentVariable(String name) implements Subject {}

    /** The nodes of the cluster and the accelerators in them. */
    record Nodes() implements Subject {}

    /**
     * A place in a file.
     *
     * @param path e.g. {@code collector.rateWindow}; empty for a file that is read alone
     */
    record Place(String path) implements Subject {}

    /** A VariantAutoscaling. */
    record Resource(VariantId variant) implements Subject {}
}
