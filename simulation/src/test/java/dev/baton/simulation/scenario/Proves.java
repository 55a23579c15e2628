package dev.baton.simulation.scenario;

import dev.baton.simulation.plant.PlantedBug;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The planted bugs that come to light in a scenario. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Proves {
  PlantedBug[] value();
}
