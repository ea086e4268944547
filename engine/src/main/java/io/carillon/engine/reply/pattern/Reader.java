package io.carillon.engine.reply.pattern;

import java.util.ArrayList;
import java.util.function.IntPredicate;

/// Reads an expression. What it does not know it refuses, with the place where it stands.
final class Reader {
  private static final int REPEATS_MAX = 100;
  private static final int DEPTH_MAX = 20;

  private final int[] text;
  private int at;
  private int depth;
  private int groups;

  Reader(String text) {
    this.text = text.codePoints().toArray();
  }

  /// @throws Malformed where it is no expression
  Node whole() {
    var node = either();
    if (at < text.length) {
      throw new Malformed("has a ) without its (", at);
    }
    return node;
  }

  /// How many groups it has.
  int groups() {
    return groups;
  }

  private boolean isNext(int c) {
    return at < text.length && text[at] == c;
  }

  private boolean took(int c) {
    boolean is = isNext(c);
    at += is ? 1 : 0;
    return is;
  }

  private Node either() {
    var ways = new ArrayList<Node>();
    ways.add(sequence());
    while (took('|')) {
      ways.add(sequence());
    }
    return ways.size() == 1 ? ways.getFirst() : new Node.Either(ways);
  }

  private Node sequence() {
    var parts = new ArrayList<Node>();
    while (at < text.length && text[at] != '|' && text[at] != ')') {
      parts.add(repeated(one()));
    }
    return new Node.Sequence(parts);
  }

  private Node repeated(Node inner) {
    int begin = at;
    int least;
    int most;
    if (took('*')) {
      least = 0;
      most = Node.Repeat.EVER;
    } else if (took('+')) {
      least = 1;
      most = Node.Repeat.EVER;
    } else if (took('?')) {
      least = 0;
      most = 1;
    } else if (took('{')) {
      least = number(begin);
      most = took(',') ? (isNext('}') ? Node.Repeat.EVER : number(begin)) : least;
      if (!took('}') || (most != Node.Repeat.EVER && most < least)) {
        throw new Malformed("has a { that is no {3}, {2,} or {2,5}", begin);
      }
    } else {
      return inner;
    }
    boolean greedy = !took('?');
    if (isNext('*') || isNext('+') || isNext('?') || isNext('{')) {
      throw new Malformed("repeats what is repeated: put it into a group", at);
    }
    return new Node.Repeat(inner, least, most, greedy);
  }

  private int number(int begin) {
    int value = 0;
    int from = at;
    while (at < text.length && text[at] >= '0' && text[at] <= '9' && value <= REPEATS_MAX) {
      value = 10 * value + text[at++] - '0';
    }
    if (at == from) {
      throw new Malformed("has a { that is no {3}, {2,} or {2,5}", begin);
    }
    if (value > REPEATS_MAX) {
      throw new Malformed("repeats more than " + REPEATS_MAX + " times", begin);
    }
    return value;
  }

  private Node one() {
    int begin = at;
    int c = text[at++];
    return switch (c) {
      case '(' -> group(begin);
      case '[' -> new Node.One(set(begin));
      case '.' -> new Node.One(Letters.any());
      case '^' -> new Node.At(Node.Edge.BEGIN);
      case '$' -> new Node.At(Node.Edge.END);
      case '\\' -> escaped(begin);
      case '*', '+', '?', '{' -> throw new Malformed("repeats nothing", begin);
      default -> new Node.One(Letters.of(c));
    };
  }

  private Node group(int begin) {
    depth++;
    if (depth > DEPTH_MAX) {
      throw new Malformed("has more than " + DEPTH_MAX + " groups in each other", begin);
    }
    boolean keeps = !took('?');
    if (!keeps && !took(':')) {
      throw new Malformed("has a (? that is no (?: – nothing else begins so here", begin);
    }
    int number = keeps ? ++groups : 0;
    var inner = either();
    if (!took(')')) {
      throw new Malformed("has a ( without its )", begin);
    }
    depth--;
    return keeps ? new Node.Group(number, inner) : inner;
  }

  private Node escaped(int begin) {
    if (isNext('b')) {
      at++;
      return new Node.At(Node.Edge.WORD);
    }
    if (isNext('B')) {
      at++;
      return new Node.At(Node.Edge.INSIDE_WORD);
    }
    return new Node.One(Letters.of(kind(begin)));
  }

  /// What stands behind a backslash.
  private IntPredicate kind(int begin) {
    if (at == text.length) {
      throw new Malformed("ends with a \\", begin);
    }
    int c = text[at++];
    return switch (c) {
      case 'd' -> Letters.DIGIT;
      case 'D' -> Letters.DIGIT.negate();
      case 'w' -> Letters.WORD;
      case 'W' -> Letters.WORD.negate();
      case 's' -> Letters.BLANK;
      case 'S' -> Letters.BLANK.negate();
      case 'n' -> one('\n');
      case 'r' -> one('\r');
      case 't' -> one('\t');
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Malformed("has a \\ before what it means nothing for", begin);
        }
        yield one(c);
      }
    };
  }

  private static IntPredicate one(int letter) {
    return c -> c == letter;
  }

  private Letters set(int begin) {
    boolean negated = took('^');
    var parts = new Letters.Gathering();
    while (!isNext(']') || parts.isEmpty()) {
      if (at == text.length) {
        throw new Malformed("has a [ without its ]", begin);
      }
      if (text[at] == '\\') {
        at++;
        parts.add(kind(at - 1));
      } else {
        from(text[at++], parts, begin);
      }
    }
    at++;
    return parts.whole(negated);
  }

  private void from(int first, Letters.Gathering parts, int begin) {
    boolean isRange = at + 1 < text.length && text[at] == '-' && text[at + 1] != ']';
    if (!isRange) {
      parts.range(first, first);
      return;
    }
    at++;
    int last = text[at++];
    if (last == '\\' || last < first) {
      throw new Malformed("has a range that ends before it begins", begin);
    }
    parts.range(first, last);
  }

  /// It is no expression.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param what completes a sentence that begins with what the expression is called
    Malformed(String what, int at) {
      super(what + ", at character " + (at + 1), null, false, false);
    }
  }
}
