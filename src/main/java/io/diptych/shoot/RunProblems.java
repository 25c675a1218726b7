package io.diptych.shoot;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was left out of a run, and why. */
@Repository
class RunProblems {

    private final JdbcClient jdbc;

    RunProblems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(long run, List<String> messages) {
        jdbc.sql("delete from run_problem where run = :run").param("run", run).update();
        for (int number = 0; number < messages.size(); number++) {
            jdbc.sql("insert into run_problem (run, number, message) values (:run, :number, :message)")
                    .param("run", run)
                    .param("number", number)
                    .param("message", messages.get(number))
                    .update();
        }
    }

    /** In the order in which they were found. */
    List<String> first(long run, int most) {
        return jdbc.sql("select message from run_problem where run = :run order by number limit :most")
                .param("run", run)
                .param("most", most)
                .query(String.class)
                .list();
    }
}
