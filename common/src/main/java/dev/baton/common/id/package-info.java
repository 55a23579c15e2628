/**
 * Identities: small validated records used instead of bare strings and numbers. Pure values, safe
 * on every thread; must import nothing of this project.
 */
package dev.baton.common.id;
