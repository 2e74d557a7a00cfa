package ai.llmd.wva.model;

/**
 * A kind of accelerator that a variant can run on.
 *
 * @param name key of the unit costs, e.g. {@code A100}
 * @param device device type as nodes name it, e.g. {@code NVIDIA-A100-PCIE-80GB}; capacity is counted by it
 * @param multiplicity devices that one unit is made of, >= 1; more than 1 for a kind such as {@code 4xA100}
 * @param unitCostCentsPerHour cost of one unit, >= 0
 */
public record Accelerator(String name, String device, int multiplicity, double unitCostCentsPerHour) {
    public Accelerator {
        Checks.text(name, "name");
        Checks.text(device, "device");
        Checks.atLeast(1, multiplicity, "multiplicity");
        Checks.notNegative(unitCostCentsPerHour, "cost");
    }

    /** One whose unit is one device. */
    public Accelerator(String name, String device, double unitCostCentsPerHour) {
        this(name, device, 1, unitCostCentsPerHour);
    }
}
