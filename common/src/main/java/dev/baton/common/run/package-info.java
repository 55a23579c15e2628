/** What happens at run time: statuses, outcomes and causes of runs, task runs and attempts. */
package dev.baton.common.run;
