package io.carillon.bench.report;

/// How a server starts.
///
/// @param firstReadyMs from starting the process on a new data folder to its being ready
/// @param secondReadyMs the same on the folder of the first start
/// @param stopMs from asking the first one to stop to its end
/// @param idleBytes resident memory a second after the first start; 0 where the system does not
///   tell
public record StartFigures(
    double firstReadyMs, double secondReadyMs, double stopMs, long idleBytes) {}
