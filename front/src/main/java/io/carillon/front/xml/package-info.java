/// XML at the door: replies written element by element.
///
/// It never knows a dialect or reads XML. Start at `XmlWriter`.
@NullMarked
package io.carillon.front.xml;

import org.jspecify.annotations.NullMarked;
