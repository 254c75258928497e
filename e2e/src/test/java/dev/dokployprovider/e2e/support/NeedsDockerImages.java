package dev.dokployprovider.e2e.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * On scenarios that use this computer's Docker for images, registries and whole servers: one at a
 * time. They are about as long as those of {@link NeedsDocker} and of {@link NeedsDockerNetwork}.
 */
@ResourceLock("Docker images")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsDockerImages {}
