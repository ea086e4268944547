package io.carillon.wire.smpp;

/// What a session counted so far.
///
/// @param offered requests of ours put in line
/// @param responded of these, answered by the peer
/// @param timedOut of these, not answered in time
/// @param stray responses nobody waited for: late, doubled or never asked for
/// @param taken requests of the peer given to the handler
/// @param refused requests of the peer refused because the bind does not allow them
/// @param broken PDUs that could not be read
public record SessionCounts(
    long offered,
    long responded,
    long timedOut,
    long stray,
    long taken,
    long refused,
    long broken) {
  /// The counters themselves, guarded by the session's lock.
  static final class Running {
    long offered;
    long responded;
    long timedOut;
    long stray;
    long taken;
    long refused;
    long broken;

    SessionCounts now() {
      return new SessionCounts(offered, responded, timedOut, stray, taken, refused, broken);
    }
  }
}
