package ai.llmd.wva.model;

/**
 * A kind of accelerator that a variant can run on.
 *
 * @param name key of the unit costs, e.g. {@code A100}
 * @param device device type as nodes name it, e.g. {@code NVIDIA-A100-PCIE-80GB}
 * @param unitCostCentsPerHour cost of one unit, >= 0
 */
public record Accelerator(String name, String device, double unitCostCentsPerHour) {
    public Accelerator {
        Checks.text(name, "name");
        Checks.text(device, "device");
        Checks.notNegative(unitCostCentsPerHour, "cost");
    }
}
