/// Answers by markup: reads the XML of an answer, and follows it through the documents that it
/// leads to.
///
/// It never knows a dialect: what verbs mean, how a document is asked for and which numbers
/// troubles have is each dialect's own (`Tongue`). Start at `Walk`, then `MarkupReader`.
@NullMarked
package io.carillon.front.markup;

import org.jspecify.annotations.NullMarked;
