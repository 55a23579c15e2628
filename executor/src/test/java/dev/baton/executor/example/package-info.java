/** What a program that embeds an executor looks like; its test runs it. */
package dev.baton.executor.example;
