package io.carillon.testkit;

import io.carillon.model.Commit.Reason;
import io.carillon.model.Id;
import io.carillon.model.Posting;
import io.carillon.model.port.Ledger;
import io.carillon.testkit.MemoryRows.Move;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the ledger of a [MemoryStore], which has a line for each movement.
record MemoryLedger(MemoryStore.Read read) implements Ledger {
  @Override
  public List<Posting> postings(Id id) {
    return read.of(rows ->
        rows.moves.stream()
            .flatMap(move -> move.posting().stream())
            .filter(posting -> posting.id().equals(id))
            .toList());
  }

  /// All at once.
  @Override
  public Folded fold(long behind, Instant before) {
    return read.of(rows -> {
      var months = new LinkedHashMap<List<Object>, Move>();
      int lines = rows.moves.size();
      for (var move : rows.moves) {
        boolean old = move.at().isBefore(before);
        var month = YearMonth.from(move.at().atOffset(ZoneOffset.UTC));
        var mark = old ? List.<Object>of(move.account(), month) : List.<Object>of(months.size());
        months.merge(mark, old ? closing(move) : move, MemoryLedger::folded);
      }
      rows.moves.clear();
      rows.moves.addAll(months.values());
      return new Folded(0, lines - rows.moves.size(), false);
    });
  }

  private static Move closing(Move move) {
    return new Move(
        move.account(), Reason.CLOSING, move.amount(), move.count(), move.at(), Optional.empty());
  }

  private static Move folded(Move some, Move more) {
    return new Move(
        some.account(),
        Reason.CLOSING,
        some.amount().plus(more.amount()),
        some.count() + more.count(),
        some.at().isAfter(more.at()) ? some.at() : more.at(),
        Optional.empty());
  }

  @Override
  public Page page(Filter filter, boolean oldest, OptionalLong behind, int limit) {
    if (limit < 1 || limit > LINES_MAX) {
      throw new IllegalArgumentException("1 to " + LINES_MAX + " a page, not " + limit);
    }
    var passing =
        read.of(rows -> lines(rows.moves, filter)).stream()
            .filter(line ->
                behind.isEmpty()
                    || (oldest
                        ? line.number() > behind.getAsLong()
                        : line.number() < behind.getAsLong()))
            .toList();
    var ordered = oldest ? passing : passing.reversed();
    return new Page(ordered.subList(0, Math.min(limit, ordered.size())), ordered.size() > limit);
  }

  private static List<Line> lines(List<Move> moves, Filter filter) {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < moves.size(); i++) {
      var move = moves.get(i);
      var note = move.posting().map(Posting::note).orElse("");
      var posting = move.posting().map(Posting::id);
      var line =
          new Line(i + 1L, move.at(), move.reason(), move.amount(), move.count(), posting, note);
      if (move.account().equals(filter.account()) && filter.passes(line)) {
        lines.add(line);
      }
    }
    return lines;
  }
}
