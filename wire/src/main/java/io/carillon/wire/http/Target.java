package io.carillon.wire.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// A URL taken apart for a call: whom to connect to, and what to ask for.
///
/// Reading is strict where readers differ, because a check is worth nothing if whoever connects
/// reads the same URL otherwise: no spaces, control characters or backslashes, no user before the
/// host, no address but in its plain form.
///
/// @param literal the address, where the host is one and not a name
/// @param path path and query as they go on the wire
record Target(Origin origin, Optional<InetAddress> literal, String path) {
  /// Characters of a URL that is still read.
  static final int URL_MAX = 8192;

  private static final int HOST_MAX = 253;
  private static final String ESCAPED = "\"<>^`{|}";

  /// Whom to connect to: connections are kept and shared by it.
  ///
  /// @param host in lower case and ASCII, without brackets or a trailing dot
  record Origin(boolean secure, String host, int port) {
    /// As it stands in the Host header (RFC 9110 section 7.2).
    String authority() {
      String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
      return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }
  }

  /// A URL that is not fit to be called. `why` never quotes it.
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  static Target parse(String url) throws Unfit {
    if (url.length() > URL_MAX) {
      throw new Unfit("the URL is too long");
    }
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c == '\\' || Character.isISOControl(c) || Character.isWhitespace(c)) {
        throw new Unfit("the URL has a space, control character or backslash");
      }
    }
    boolean secure = url.regionMatches(true, 0, "https://", 0, 8);
    if (!secure && !url.regionMatches(true, 0, "http://", 0, 7)) {
      throw new Unfit("only http and https can be called");
    }
    int start = secure ? 8 : 7;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(start, end);
    if (authority.indexOf('@') >= 0) {
      throw new Unfit("the URL has a user or password");
    }
    int colon = portColon(authority);
    String written = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? (secure ? 443 : 80) : port(authority.substring(colon + 1), secure);
    Optional<InetAddress> literal = literal(written);
    String host;
    if (literal.isPresent()) {
      host = literal.get().getHostAddress();
    } else {
      host = name(written);
      literal = literal(host);
    }
    return new Target(new Origin(secure, host, port), literal, path(url.substring(end)));
  }

  private static int portColon(String authority) throws Unfit {
    int bracket = authority.lastIndexOf(']');
    int colon = authority.indexOf(':', bracket + 1);
    if (authority.startsWith("[") != (bracket > 0) || authority.lastIndexOf('[') > 0) {
      throw new Unfit("the host is not readable");
    }
    if (bracket > 0 && bracket + 1 != authority.length() && colon != bracket + 1) {
      throw new Unfit("the host is not readable");
    }
    if (colon >= 0 && authority.indexOf(':', colon + 1) >= 0) {
      throw new Unfit("the port is not a number");
    }
    return colon;
  }

  private static int port(String digits, boolean secure) throws Unfit {
    if (digits.isEmpty()) {
      return secure ? 443 : 80;
    }
    if (digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Unfit("the port is not a number");
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new Unfit("the port is out of range");
    }
    return port;
  }

  /// The address, if the host is one in its plain form.
  private static Optional<InetAddress> literal(String host) throws Unfit {
    boolean bracketed = host.startsWith("[");
    if (!bracketed && !IpLiteral.looksNumeric(host)) {
      return Optional.empty();
    }
    String text = bracketed ? host.substring(1, host.length() - 1) : host;
    if (bracketed && text.indexOf(':') < 0) {
      throw new Unfit("the host is not readable");
    }
    try {
      return Optional.of(IpLiteral.parse(text));
    } catch (UnknownHostException _) {
      throw new Unfit("the host is an address in an odd form");
    }
  }

  private static String name(String written) throws Unfit {
    String name = ascii(written).toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (name.isEmpty() || name.length() > HOST_MAX) {
      throw new Unfit("the host is not a name");
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63) {
        throw new Unfit("the host is not a name");
      }
    }
    return name;
  }

  /// Underscores are no part of host names, but of names that are in use.
  private static String ascii(String written) throws Unfit {
    boolean plain = written.chars().allMatch(Target::isNameCharacter);
    if (plain) {
      return written;
    }
    try {
      return IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException _) {
      throw new Unfit("the host is not a name");
    }
  }

  private static boolean isNameCharacter(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '_');
  }

  /// The rest of the URL as a request target: no fragment, nothing but visible ASCII.
  private static String path(String rest) {
    int hash = rest.indexOf('#');
    String sent = hash < 0 ? rest : rest.substring(0, hash);
    StringBuilder path = new StringBuilder(sent.length() + 1);
    if (!sent.startsWith("/")) {
      path.append('/');
    }
    for (byte b : sent.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > 0x7e || ESCAPED.indexOf(c) >= 0) {
        path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      } else {
        path.append(c);
      }
    }
    return path.toString();
  }
}
