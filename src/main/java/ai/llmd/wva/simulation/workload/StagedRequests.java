package ai.llmd.wva.simulation.workload;

import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;

/**
 * Requests along the stages of a model: the one that the arrival process puts at {@code x}, where the mean spacing is
 * 1, comes when {@code x} requests' worth of rate has passed. Spacing carries over from one stage to the next.
 */
final class StagedRequests implements ModelRequests {
    private final ArrivalProcess process;
    private final RatePieces pieces;
    private final RequestDetails details;
    private final RandomGenerator arrivals;
    private final RandomGenerator lengths;

    private RatePiece piece;
    private double pieceStartRequests;
    private double nextRequests;

    StagedRequests(OfferedLoad.Staged load, RequestDetails details, int index, long seed, double untilSeconds) {
        this.process = load.arrivals();
        this.details = details;
        this.pieces = new RatePieces(
                load, untilSeconds, Substreams.of(seed, "noise", index), Substreams.of(seed, "states", index));
        this.arrivals = Substreams.of(seed, "arrivals", index);
        this.lengths = Substreams.of(seed, "lengths", index);
        this.piece = pieces.next();
        this.nextRequests = process.first(arrivals);
    }

    @Override
    public boolean hasNext() {
        while (nextRequests >= pieceStartRequests + piece.requests()) {
            if (!pieces.hasNext()) {
                return false;
            }
            pieceStartRequests += piece.requests();
            piece = pieces.next();
        }
        return true;
    }

    @Override
    public OfferedRequest next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stages have ended");
        }
        var atMillis = 1000 * piece.secondsAfter(nextRequests - pieceStartRequests);
        nextRequests += process.gap(arrivals);
        return details.request(
                atMillis,
                piece.lengths().input().draw(lengths),
                piece.lengths().output().draw(lengths));
    }
}
