package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.CampaignFile;
import io.diptych.campaign.PlanReport;
import io.diptych.provenance.Place;
import io.diptych.scene.InvalidFileException;
import io.diptych.storage.StorageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The campaigns of a server: made, started, paused, cancelled by people. What they ask for is written down in Postgres;
 * {@link CampaignRunner}, in this process or another, then does it.
 */
@Component
public class Campaigns {

    private static final Set<CampaignState> STARTABLE =
            EnumSet.of(CampaignState.DRAFT, CampaignState.PAUSED, CampaignState.STOPPED, CampaignState.CANCELLED);

    private final CampaignTable table;
    private final CampaignRuns runs;
    private final RunProblems problems;
    private final TrialQuery trials;
    private final CampaignFolders folders;
    private final Shoot shoot;
    private final CampaignRunner runner;
    private final PlanPreview preview;
    private final StorageProperties storage;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Campaigns(
            CampaignTable table,
            CampaignRuns runs,
            RunProblems problems,
            TrialQuery trials,
            CampaignFolders folders,
            Shoot shoot,
            CampaignRunner runner,
            PlanPreview preview,
            StorageProperties storage,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.runs = runs;
        this.problems = problems;
        this.trials = trials;
        this.folders = folders;
        this.shoot = shoot;
        this.runner = runner;
        this.preview = preview;
        this.storage = storage;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The newest first; those behind a place, or from the first on. */
    public List<CampaignStatus> list(@Nullable CampaignCursor behind, int size) {
        return table.page(behind, size);
    }

    public Optional<CampaignStatus> find(String name) {
        return table.find(name);
    }

    /** @throws NoSuchCampaignException if there is none */
    public CampaignStatus get(String name) {
        return find(name).orElseThrow(() -> new NoSuchCampaignException(name));
    }

    /**
     * Makes a campaign of what someone uploaded. Nothing of it stays when it cannot be used.
     *
     * @throws InvalidFileException with the problems of what was uploaded
     * @throws CampaignStateException if the name is taken
     */
    public CampaignStatus create(NewCampaign campaign, String actor) throws IOException, InvalidFileException {
        String name = campaign.name();
        if (table.find(name).isPresent()) {
            throw taken(name);
        }
        Path file = folders.create(campaign);
        if (!table.add(name, file, actor)) {
            folders.remove(name);
            throw taken(name);
        }
        return get(name);
    }

    /**
     * Puts another catalog in place of the campaign's, such as one with its mistakes mended.
     *
     * @throws CampaignStateException while the campaign is running, or if it was not made here
     * @throws InvalidFileException if this is no catalog
     */
    public void replaceCatalog(String name, Upload catalog) throws IOException, InvalidFileException {
        CampaignStatus status = get(name);
        if (status.state().isActive()) {
            throw refused(status, "its catalog can be replaced once it is paused");
        }
        folders.replaceCatalog(definition(name), catalog);
    }

    /**
     * The campaign as its file states it.
     *
     * @throws NoSuchCampaignException if there is none
     * @throws CampaignStateException if its file is not on this machine
     * @throws InvalidFileException if the file was broken since
     */
    public Campaign definition(String name) throws InvalidFileException {
        Path file = get(name).file();
        if (file == null || !Files.isRegularFile(file)) {
            throw new CampaignStateException("The file of campaign " + name + " is not on this machine"
                    + (file == null ? "" : " (it was " + file + ")") + "; shoot it where it is, or create it anew");
        }
        return CampaignFile.read(file);
    }

    /** What the campaign would make, and what it would cost. Throws as {@link #definition}. */
    public PlanReport plan(String name) throws IOException, InvalidFileException {
        return preview.preview(definition(name));
    }

    /** What was left out of the latest run, one line each with file, line and reason; the first so many. */
    public List<String> problems(String name, int most) {
        Long run = get(name).run();
        return run == null ? List.of() : problems.first(run, most);
    }

    /**
     * Begins, or goes on.
     *
     * @throws CampaignStateException where it is running already, or finished
     */
    public CampaignStatus start(String name, String actor) throws InvalidFileException {
        Campaign campaign = definition(name);
        return change(name, () -> {
            CampaignStatus status = get(name);
            if (!STARTABLE.contains(status.state())) {
                throw refused(
                        status,
                        status.state() == CampaignState.FINISHED
                                ? "retry what failed, or create another"
                                : "it need not be started");
            }
            openOrBegin(campaign, RunKind.CAMPAIGN, actor);
        });
    }

    /**
     * Lets no further pictures be begun. Those being rendered are still finished and recorded.
     *
     * @throws CampaignStateException where it is not running
     */
    public CampaignStatus pause(String name, String actor) {
        return change(name, () -> {
            CampaignStatus status = get(name);
            if (!status.state().isActive()) {
                throw refused(status, "only a running campaign can be paused");
            }
            open(name)
                    .orElseThrow(() -> refused(status, "only a running campaign can be paused"))
                    .halt(null);
        });
    }

    /**
     * Ends it. What was recorded stays; if it is started again, it costs nothing.
     *
     * @throws CampaignStateException where there is nothing to end
     */
    public CampaignStatus cancel(String name, String actor) {
        return change(name, () -> {
            CampaignStatus status = get(name);
            CampaignRun run = open(name).orElseThrow(() -> refused(status, "there is nothing to cancel"));
            run.cancel(clock.instant());
        });
    }

    /**
     * Shoots again what failed or was left out; what exists costs nothing.
     *
     * @throws CampaignStateException where it is not finished, or nothing failed
     */
    public CampaignStatus retryFailed(String name, String actor) throws InvalidFileException {
        Campaign campaign = definition(name);
        return change(name, () -> {
            CampaignStatus status = get(name);
            if (status.state() != CampaignState.FINISHED) {
                throw refused(status, "what failed can be retried once it is finished");
            }
            if (status.totals().failed() + status.skipped() == 0) {
                throw refused(status, "nothing failed");
            }
            openOrBegin(campaign, RunKind.CAMPAIGN, actor);
        });
    }

    /**
     * Shoots the campaign's first product, before other work; {@link #trial} shows how it goes.
     *
     * @throws CampaignStateException where a trial is on its way
     */
    public void tryOut(String name, String actor) throws InvalidFileException {
        Campaign campaign = definition(name);
        change(name, () -> {
            if (trial(name).filter(Trial::isOnItsWay).isPresent()) {
                throw new CampaignStateException("A trial of campaign " + name + " is on its way already");
            }
            openOrBegin(campaign, RunKind.TRIAL, actor);
        });
    }

    /** The campaign's latest trial. */
    public Optional<Trial> trial(String name) {
        return trials.latest(name);
    }

    /**
     * Forgets a campaign that was never started, its uploads too.
     *
     * @throws CampaignStateException where it was
     */
    public void remove(String name) throws IOException {
        CampaignStatus status = get(name);
        if (status.state() != CampaignState.DRAFT
                || status.run() != null
                || trial(name).filter(Trial::isOnItsWay).isPresent()) {
            throw refused(status, "only one that was never started can be removed; its pictures are to stay");
        }
        table.remove(name);
        folders.remove(name);
    }

    private CampaignStatus change(String name, Runnable change) {
        transaction.executeWithoutResult(tx -> {
            if (!table.lock(name)) {
                throw new NoSuchCampaignException(name);
            }
            change.run();
        });
        runner.look();
        return get(name);
    }

    private void openOrBegin(Campaign campaign, RunKind kind, String actor) {
        Optional<CampaignRun> open = runs.findByCampaignAndKindAndState(campaign.name(), kind, CampaignRun.State.OPEN);
        if (open.isPresent()) {
            open.get().goOn(actor);
        } else {
            Place place = CampaignPlanning.place(campaign.withConfiguredBucket(storage.bucket()));
            runs.save(shoot.newRun(campaign, kind, "", place, actor));
        }
    }

    private Optional<CampaignRun> open(String name) {
        return runs.findByCampaignAndKindAndState(name, RunKind.CAMPAIGN, CampaignRun.State.OPEN);
    }

    private static CampaignStateException taken(String name) {
        return new CampaignStateException("There is a campaign \"" + name + "\" already; choose another name");
    }

    private static CampaignStateException refused(CampaignStatus status, String right) {
        return new CampaignStateException(
                "Campaign " + status.name() + " is " + status.state().words() + ": " + right);
    }
}
