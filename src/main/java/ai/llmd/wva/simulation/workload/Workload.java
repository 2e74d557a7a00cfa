package ai.llmd.wva.simulation.workload;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * A load and what serves it: all that a run is about but the policy and the seed.
 *
 * @param description one line: what it is, and where it comes from
 * @param durationSeconds how long requests come
 * @param models at least one, at most 65,536; requests name them by their index
 * @param variants at least one for each model
 * @param phases headings for whoever watches, in order of time
 */
public record Workload(
        String name,
        String description,
        double durationSeconds,
        List<ModelLoad> models,
        List<VariantSetup> variants,
        ClusterSetup cluster,
        List<StoryPhase> phases) {

    private static final int MOST_MODELS = 65_536;

    public Workload {
        Refuse.ifBlank(name, "the name of a workload");
        Refuse.unlessPositive(durationSeconds, "durationSeconds");
        models = List.copyOf(models);
        variants = List.copyOf(variants);
        phases = phases.stream()
                .sorted(Comparator.comparingDouble(StoryPhase::atSeconds))
                .toList();
        Refuse.unless(!models.isEmpty(), "there must be 1 model or more", models.size());
        Refuse.unless(models.size() <= MOST_MODELS, "there must be 65536 models or fewer", models.size());
        Refuse.unless(
                unlike(models.stream().map(ModelLoad::name).toList()), "models must have names of their own", models);
        Refuse.unless(
                unlike(variants.stream().map(VariantSetup::name).toList()),
                "variants must have names of their own",
                variants);
        for (var variant : variants) {
            Refuse.unless(indexIn(models, variant.model()) >= 0, "a variant must name a model", variant.model());
        }
        for (var model : models) {
            Refuse.unless(
                    variants.stream().anyMatch(variant -> variant.model().equals(model.name())),
                    "a model must have a variant",
                    model.name());
        }
    }

    /** One that tells no story. */
    public Workload(
            String name,
            String description,
            double durationSeconds,
            List<ModelLoad> models,
            List<VariantSetup> variants,
            ClusterSetup cluster) {
        this(name, description, durationSeconds, models, variants, cluster, List.of());
    }

    /** The index of the model that a variant serves. */
    public int modelOf(VariantSetup variant) {
        return indexIn(models, variant.model());
    }

    /** Mean rate of requests for a model at an instant, over all that chance may do. */
    public double ratePerSecondAt(int model, double seconds) {
        return seconds > durationSeconds ? 0 : models.get(model).load().ratePerSecondAt(seconds);
    }

    private static int indexIn(List<ModelLoad> models, String name) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean unlike(List<String> names) {
        return new HashSet<>(names).size() == names.size();
    }
}
