package io.carillon.engine.reply.pattern;

import java.util.List;

/// A part of an expression, as it was written.
sealed interface Node {
  /// One character of a set.
  record One(Letters letters) implements Node {}

  /// Where a text begins or ends, or a word does.
  record At(Edge edge) implements Node {}

  /// One after the other; none of them is the empty text.
  record Sequence(List<Node> parts) implements Node {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /// One of them, the first that lets the rest match.
  record Either(List<Node> ways) implements Node {
    public Either {
      ways = List.copyOf(ways);
    }
  }

  /// What a group keeps of the text.
  ///
  /// @param number from 1
  record Group(int number, Node inner) implements Node {}

  /// The same again and again.
  ///
  /// @param most [#EVER] = without end
  /// @param greedy whether it takes as many as it can, else as few
  record Repeat(Node inner, int least, int most, boolean greedy) implements Node {
    /// Without end.
    static final int EVER = -1;
  }

  /// A place between two characters.
  enum Edge {
    BEGIN,
    END,
    WORD,
    INSIDE_WORD
  }
}
