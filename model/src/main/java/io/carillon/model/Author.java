package io.carillon.model;

/// Who changes something, and from where.
///
/// @param account whose credential was shown, in hexadecimal; empty = nobody's, the server's own
/// @param credential what was shown, for instance `key key_0123456789abcdef`, `token`, `server`;
///   never the secret itself
/// @param address the caller's IP address; empty where there is none
/// @param request the id of the request; empty where there is none
public record Author(String account, String credential, String address, String request) {
  /// The server itself, at its start or by its settings.
  public static final Author SERVER = new Author("", "server", "", "");
}
