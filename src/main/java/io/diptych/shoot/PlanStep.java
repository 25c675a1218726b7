package io.diptych.shoot;

import io.diptych.campaign.Frame;
import io.diptych.campaign.Plan;
import io.diptych.model.BundleManifest;
import io.diptych.provenance.Choices;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.Place;
import io.diptych.storage.ObjectStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The campaign job's second step: writes frames, shot list, problems and partitions of a run. May be run again. */
@Component
class PlanStep {

    private final DataSource database;
    private final TransactionTemplate transaction;
    private final CampaignRuns runs;
    private final RunFrames frames;
    private final RunProblems problems;
    private final Partitions partitions;
    private final Ledger ledger;
    private final Choices choices;
    private final ObjectStore store;
    private final ShootSettings settings;

    PlanStep(
            DataSource database,
            TransactionTemplate transaction,
            CampaignRuns runs,
            RunFrames frames,
            RunProblems problems,
            Partitions partitions,
            Ledger ledger,
            Choices choices,
            ObjectStore store,
            ShootSettings settings) {
        this.database = database;
        this.transaction = transaction;
        this.runs = runs;
        this.frames = frames;
        this.problems = problems;
        this.partitions = partitions;
        this.ledger = ledger;
        this.choices = choices;
        this.store = store;
        this.settings = settings;
    }

    /** @param products how many of the catalog's first products with a shot are planned */
    void plan(long run, Plan plan, BundleManifest bundle, long products, RunHalts.Check halt) throws IOException {
        PlanProblems found = new PlanProblems();
        plan.problems().forEach(problem -> found.add(problem.toString()));
        Map<Integer, RunFrame> fitting = fitting(plan, bundle, found);
        int shots = writeShotList(run, plan, fitting, found, products, halt);
        transaction.executeWithoutResult(status -> {
            frames.replace(run, List.copyOf(fitting.values()));
            problems.replace(run, found.first());
            partitions.cut(run, settings.partition());
            runs.findById(run).orElseThrow().planned(shots, found.count());
        });
    }

    private static Map<Integer, RunFrame> fitting(Plan plan, BundleManifest bundle, PlanProblems found) {
        FrameFit fit = new FrameFit(bundle);
        Map<Integer, RunFrame> fitting = new TreeMap<>();
        for (Frame frame : plan.frames()) {
            try {
                fitting.put(frame.number(), fit.fit(frame));
            } catch (UnfitFrameException e) {
                found.add(e.getMessage());
            }
        }
        return fitting;
    }

    /** COPY keeps a connection busy while the ledger is asked: so it has one, and a transaction, of its own. */
    private int writeShotList(
            long run, Plan plan, Map<Integer, RunFrame> fitting, PlanProblems found, long products, RunHalts.Check halt)
            throws IOException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement clear = connection.prepareStatement("delete from shot where run = ?")) {
                clear.setLong(1, run);
                clear.executeUpdate();
            }
            Place place = runs.findById(run).orElseThrow().place();
            ShotListWriter list = new ShotListWriter(connection, run);
            try (list) {
                new ShotListPlanning(
                                plan,
                                fitting,
                                ledger,
                                choices,
                                new StoredObjects(store, place),
                                found,
                                list,
                                halt,
                                products)
                        .run();
            } catch (RuntimeException | IOException e) {
                connection.rollback();
                throw e;
            }
            connection.commit();
            connection.setAutoCommit(true);
            return list.count();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("Cannot write the shot list: " + e.getMessage(), e);
        }
    }
}
