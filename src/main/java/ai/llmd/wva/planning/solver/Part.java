package ai.llmd.wva.planning.solver;

/**
 * Replicas on one kind of accelerator: what a choice is made of.
 *
 * @param server whose replicas they are
 * @param accelerator the kind
 * @param type the device type whose capacity they use
 * @param devicesPerReplica devices of that type that one replica takes, >= 1
 * @param replicas >= 0
 * @param costPerReplica cents per hour, >= 0
 */
public record Part(
        String server, String accelerator, String type, long devicesPerReplica, int replicas, double costPerReplica) {
    public Part {
        if (devicesPerReplica < 1 || replicas < 0 || !(costPerReplica >= 0)) {
            throw new IllegalArgumentException("not a part: " + devicesPerReplica + " devices a replica, " + replicas
                    + " replicas, " + costPerReplica + " cents/h a replica");
        }
    }

    public long devices() {
        return devicesPerReplica * replicas;
    }

    public double costCentsPerHour() {
        return costPerReplica * replicas;
    }

    /** The same with another number of replicas. */
    public Part withReplicas(int count) {
        return new Part(server, accelerator, type, devicesPerReplica, count, costPerReplica);
    }
}
