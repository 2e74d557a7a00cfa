package ai.llmd.wva.signals;

import java.util.List;

/**
 * Requests that wait in a gateway in front of model servers.
 *
 * @param namespace of the gateway's picker, which is that of its pool of servers
 * @param models what requests ask for and what they are sent on as; without empty names
 * @param points how many wait
 */
public record GatewaySeries(String namespace, List<String> models, Points points) {
    public GatewaySeries {
        models = List.copyOf(models);
    }
}
