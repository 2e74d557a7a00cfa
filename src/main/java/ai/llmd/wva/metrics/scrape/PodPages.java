package ai.llmd.wva.metrics.scrape;

import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.Variant;
import java.net.URI;
import java.util.Optional;

/** Where a pod's metrics page is. */
@FunctionalInterface
public interface PodPages {
    /** The page's address, e.g. {@code http://10.0.0.7:8000/metrics}; empty while it is not known. */
    Optional<URI> of(Variant variant, PodInfo pod);
}
