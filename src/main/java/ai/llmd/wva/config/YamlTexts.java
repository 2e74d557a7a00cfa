package ai.llmd.wva.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML of one's own disk, of which JSON is a part: a key that comes twice is an error. */
public final class YamlTexts {
    private YamlTexts() {}

    /** The library refuses more than 3 MiB unless told otherwise; a file on one's own disk needs no such guard. */
    public static YAMLMapper.Builder mapper() {
        var settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        return YAMLMapper.builder(YAMLFactory.builder().loadSettings(settings).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }
}
