package io.carillon.wire.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All routes of a server as a tree of path segments.
///
/// A walk tries, at each segment, the literal, then the variables from the most to the least text
/// around them, then a variable that takes all the rest; it goes back where a branch ends nowhere.
/// Segments are split before they are decoded, so an escaped slash is part of a variable's value.
final class Paths {
  /// Segments that a path may have; longer ones match nothing.
  private static final int SEGMENTS_MAX = 64;

  /// A route and the mount that it came with.
  record Bound(Mount mount, Route route, String pattern) {}

  /// The routes of one path, by method, and what the variables stood for.
  record Found(Map<String, Bound> methods, Map<String, String> variables) {
    /// Includes HEAD where there is GET, and OPTIONS always. Sorted.
    List<String> allowed() {
      TreeSet<String> allowed = new TreeSet<>(methods.keySet());
      if (methods.containsKey("GET")) {
        allowed.add("HEAD");
      }
      allowed.add("OPTIONS");
      return List.copyOf(allowed);
    }
  }

  private record Variable(String before, String after, Node next) {
    int text() {
      return before.length() + after.length();
    }

    boolean fits(String segment) {
      return segment.length() > text() && segment.startsWith(before) && segment.endsWith(after);
    }

    String value(String segment) {
      return segment.substring(before.length(), segment.length() - after.length());
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final List<Variable> variables = new ArrayList<>();
    final Map<String, Bound> methods = new HashMap<>();
    @Nullable Node rest;

    /// By method: names of the variables on the way here, in order.
    final Map<String, List<String>> names = new HashMap<>();
  }

  private final Node root = new Node();

  /// @throws IllegalArgumentException if that method and path is there already
  void add(Mount mount, Route route) {
    String pattern = mount.prefix() + route.pattern();
    List<String> names = new ArrayList<>();
    Node node = root;
    for (String segment : split(pattern)) {
      node = step(node, segment, names, pattern);
    }
    if (names.size() != Set.copyOf(names).size()) {
      throw new IllegalArgumentException("a variable stands twice: " + pattern);
    }
    Bound before = node.methods.put(route.method(), new Bound(mount, route, pattern));
    if (before != null) {
      throw new IllegalArgumentException("two routes: " + route.method() + " " + pattern);
    }
    node.names.put(route.method(), List.copyOf(names));
  }

  private static Node step(Node node, String segment, List<String> names, String pattern) {
    int open = segment.indexOf('{');
    int close = segment.indexOf('}');
    if (open < 0 && close < 0) {
      return node.literals.computeIfAbsent(segment, _ -> new Node());
    }
    if (open < 0 || close < open + 2 || segment.indexOf('{', open + 1) >= 0) {
      throw new IllegalArgumentException("not a pattern: " + pattern);
    }
    String name = segment.substring(open + 1, close);
    String before = segment.substring(0, open);
    String after = segment.substring(close + 1);
    if (name.endsWith("...")) {
      names.add(name.substring(0, name.length() - 3));
      if (!pattern.endsWith("/" + segment) || !before.isEmpty() || !after.isEmpty()) {
        throw new IllegalArgumentException("not a pattern: " + pattern);
      }
      if (node.rest == null) {
        node.rest = new Node();
      }
      return node.rest;
    }
    names.add(name);
    for (Variable variable : node.variables) {
      if (variable.before.equals(before) && variable.after.equals(after)) {
        return variable.next;
      }
    }
    Variable variable = new Variable(before, after, new Node());
    node.variables.add(variable);
    node.variables.sort(Comparator.comparingInt(Variable::text).reversed());
    return variable.next;
  }

  /// The routes of `path`, preferring a place that has `method`; null where there are none.
  ///
  /// @throws Undecodable if a segment's percent-encoding is broken
  @Nullable Found find(String method, String path) {
    if (!path.startsWith("/")) {
      return null;
    }
    String[] segments = split(path);
    if (segments.length > SEGMENTS_MAX) {
      return null;
    }
    String[] plain = segments;
    if (path.indexOf('%') >= 0) {
      plain = new String[segments.length];
      for (int i = 0; i < segments.length; i++) {
        String decoded = Percent.decode(segments[i], false);
        if (decoded == null) {
          throw new Undecodable();
        }
        plain[i] = decoded;
      }
    }
    Walk walk = new Walk(plain, method);
    walk.from(root, 0);
    return walk.found;
  }

  /// The segments after the first slash; the root path has one, which is empty.
  private static String[] split(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        count++;
      }
    }
    String[] segments = new String[count];
    int start = 1;
    for (int i = 0; i < count; i++) {
      int end = path.indexOf('/', start);
      end = end < 0 ? path.length() : end;
      segments[i] = path.substring(start, end);
      start = end + 1;
    }
    return segments;
  }

  /// A path with a broken percent-escape, or one that does not stand for UTF-8.
  static final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undecodable() {
      super("undecodable path", null, false, false);
    }
  }

  /// One search. Its `found` is the first place with the method, else the first place at all.
  private static final class Walk {
    private final String[] segments;
    private final String method;
    private final List<String> values = new ArrayList<>(4);
    @Nullable Found found;

    Walk(String[] segments, String method) {
      this.segments = segments;
      this.method = method;
    }

    /// Whether a place with the method was found.
    boolean from(Node node, int at) {
      if (at == segments.length) {
        return arrive(node);
      }
      String segment = segments[at];
      Node literal = node.literals.get(segment);
      if (literal != null && from(literal, at + 1)) {
        return true;
      }
      for (Variable variable : node.variables) {
        if (variable.fits(segment) && through(variable.next, variable.value(segment), at + 1)) {
          return true;
        }
      }
      if (node.rest == null) {
        return false;
      }
      String left = String.join("/", List.of(segments).subList(at, segments.length));
      return !left.isEmpty() && through(node.rest, left, segments.length);
    }

    private boolean through(Node next, String value, int at) {
      values.add(value);
      if (from(next, at)) {
        return true;
      }
      values.removeLast();
      return false;
    }

    private boolean arrive(Node node) {
      if (node.methods.isEmpty()) {
        return false;
      }
      String as = "HEAD".equals(method) && !node.methods.containsKey("HEAD") ? "GET" : method;
      List<String> names = node.names.get(as);
      if (names != null) {
        found = new Found(node.methods, bind(names));
        return true;
      }
      if (found == null) {
        found = new Found(node.methods, Map.of());
      }
      return false;
    }

    private Map<String, String> bind(List<String> names) {
      if (names.isEmpty()) {
        return Map.of();
      }
      if (names.size() == 1) {
        return Map.of(names.getFirst(), values.getFirst());
      }
      Map<String, String> bound = HashMap.newHashMap(names.size());
      for (int i = 0; i < names.size(); i++) {
        bound.put(names.get(i), values.get(i));
      }
      return bound;
    }
  }
}
