package ai.llmd.wva;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The simple name of a top-level class is that of no other class, nested or not. Two nested classes may share theirs:
 * one reads their outer class with them ({@code ClusterWatch.Options}). The parts of a resource are named by its
 * schema.
 */
final class NamesOnce extends ArchCondition<JavaClass> {
    private static final String SCHEMA = "ai.llmd.wva.declaration.resource";

    private Map<String, List<JavaClass>> bySimpleName = Map.of();

    NamesOnce() {
        super("have the simple name of no top-level class");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        bySimpleName = all.stream()
                .filter(type -> type.isTopLevelClass() || !type.getPackageName().equals(SCHEMA))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (type.isTopLevelClass()) {
            bySimpleName.getOrDefault(type.getSimpleName(), List.of()).stream()
                    .filter(other -> !other.equals(type))
                    .forEach(other -> events.add(
                            SimpleConditionEvent.violated(type, type.getName() + " and " + other.getName())));
        }
    }
}
