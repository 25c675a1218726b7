package io.diptych.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.provenance.AssetId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who decides what about an asset, and what nobody may. */
class ReviewsTest {

    @TempDir
    private static Path data;

    private static ShotCampaign diptych;
    private static Reviews reviews;

    private String campaign;
    private List<AssetId> assets;

    @BeforeAll
    static void start() {
        diptych = new ShotCampaign(data);
        reviews = diptych.get(Reviews.class);
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void sixShots(TestInfo test) {
        campaign = test.getTestMethod().orElseThrow().getName();
        assets = diptych.assets(diptych.shoot(campaign, "b", 6));
    }

    @Test
    void manyAreApprovedAtOnceAndTheLedgerSaysByWhom() {
        ReviewOutcome outcome = reviews.approve(campaign, assets, "anna");

        assertThat(outcome).isEqualTo(new ReviewOutcome(6, 0, List.of()));
        assertThat(reviews.approve(campaign, assets, "bert")).isEqualTo(new ReviewOutcome(0, 6, List.of()));
        assertThat(assets).allSatisfy(asset -> {
            ReviewStatus status = reviews.status(campaign, asset);
            assertThat(status.state()).isEqualTo(ReviewState.APPROVED);
            assertThat(status.by()).isEqualTo("anna");
            assertThat(status.version()).isEqualTo(1);
            assertThat(reviews.history(campaign, asset)).singleElement().satisfies(event -> {
                assertThat(event.actor()).isEqualTo("anna");
                assertThat(event.at()).isEqualTo(status.at());
            });
        });
    }

    @Test
    void approvedAndRejectedAndReopenedFollowEachOtherAndEachIsRemembered() {
        AssetId asset = assets.get(0);
        reviews.approve(campaign, List.of(asset), "anna");
        reviews.reject(campaign, List.of(asset), " strap is cut off ", "bert");
        reviews.reject(campaign, List.of(asset), "strap is blurred", "bert");
        reviews.reopen(campaign, List.of(asset), "anna");
        reviews.reopen(campaign, List.of(asset), "anna");

        assertThat(reviews.history(campaign, asset))
                .extracting(event -> event.actor() + " " + event.state() + " " + event.reason())
                .containsExactly(
                        "anna APPROVED null",
                        "bert REJECTED strap is cut off",
                        "bert REJECTED strap is blurred",
                        "anna RENDERED null");
        assertThat(reviews.status(campaign, asset).version()).isEqualTo(4);
    }

    @Test
    void reopeningWhatNobodyDecidedChangesNothing() {
        assertThat(reviews.reopen(campaign, assets, "anna")).isEqualTo(new ReviewOutcome(0, 6, List.of()));

        assertThat(reviews.history(campaign, assets.get(0))).isEmpty();
        assertThat(reviews.status(campaign, assets.get(0))).isEqualTo(ReviewStatus.NONE);
    }

    @Test
    void aRejectionNeedsAReason() {
        assertThatThrownBy(() -> reviews.reject(campaign, assets, " \t", "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a reason");
    }

    @Test
    void assetsOfOtherCampaignsAreRefusedAndTheRestIsDecided() {
        AssetId foreign =
                diptych.assets(diptych.shoot(campaign + " other", "b", 1)).get(0);
        AssetId unknown = new AssetId(UUID.randomUUID());

        ReviewOutcome outcome = reviews.approve(campaign, List.of(foreign, assets.get(2), unknown), "anna");

        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(outcome.refused())
                .extracting(ReviewOutcome.Refusal::asset)
                .containsExactlyInAnyOrder(foreign, unknown);
        assertThatThrownBy(() -> reviews.decide(campaign, foreign, new Decision.Approve(), 0, "anna"))
                .isInstanceOf(NotUnderReviewException.class);
        assertThat(reviews.history(campaign, foreign)).isEmpty();
    }

    @Test
    void deliveredIsFinal() {
        reviews.approve(campaign, assets.subList(0, 2), "anna");
        deliver("carl");
        AssetId asset = assets.get(0);

        ReviewOutcome outcome = reviews.reject(campaign, assets.subList(0, 3), "too dark", "bert");

        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(outcome.refused())
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.reason()).contains("delivered"));
        assertThatThrownBy(() -> reviews.decide(campaign, asset, new Decision.Reopen(), 2, "bert"))
                .isInstanceOf(ReviewRefusedException.class)
                .hasMessageContaining("final");
        assertThat(reviews.history(campaign, asset))
                .extracting(ReviewEvent::actor)
                .containsExactly("anna", "carl");
    }

    @Test
    void onlyWhatIsApprovedAndShownIsDelivered() {
        reviews.approve(campaign, assets.subList(1, 3), "anna");
        reviews.reject(campaign, assets.subList(3, 4), "too dark", "anna");

        assertThat(deliver("carl")).extracting(ApprovedAsset::asset).containsExactly(assets.get(1), assets.get(2));
        assertThat(deliver("carl")).isEmpty();
    }

    @Test
    void theLaterOfTwoReviewersIsTold() {
        AssetId asset = assets.get(0);
        reviews.decide(campaign, asset, new Decision.Approve(), 0, "anna");

        assertThatThrownBy(() -> reviews.decide(campaign, asset, new Decision.Reject("too dark"), 0, "bert"))
                .isInstanceOf(StaleReviewException.class)
                .hasMessageContaining("APPROVED")
                .hasMessageContaining("anna");

        ReviewStatus changed = reviews.decide(campaign, asset, new Decision.Reject("too dark"), 1, "bert");
        assertThat(changed).isEqualTo(reviews.status(campaign, asset));
        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void ofReviewersWhoDecideTogetherOneIsHeard() throws Exception {
        AssetId asset = assets.get(0);
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService reviewers = Executors.newFixedThreadPool(4);
        List<Callable<String>> decisions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Decision decision = i % 2 == 0 ? new Decision.Approve() : new Decision.Reject("reason " + i);
            String actor = "reviewer-" + i;
            decisions.add(() -> {
                together.await();
                try {
                    reviews.decide(campaign, asset, decision, 0, actor);
                    return actor;
                } catch (StaleReviewException e) {
                    return "";
                }
            });
        }
        List<String> heard = new ArrayList<>();
        for (Future<String> each : reviewers.invokeAll(decisions)) {
            heard.add(each.get());
        }
        reviewers.shutdown();

        heard.removeIf(String::isEmpty);
        assertThat(heard).containsExactly(reviews.status(campaign, asset).by());
        assertThat(reviews.history(campaign, asset)).hasSize(1);
    }

    @Test
    void everythingBehindAFilterIsDecidedAtOnce() {
        SheetFilter desks = new SheetFilter(null, null, "desk", null, null, null);

        assertThat(reviews.decide(campaign, desks, new Decision.Approve(), "anna")
                        .changed())
                .isEqualTo(3);

        assertThat(reviews.status(campaign, assets.get(0)).state()).isEqualTo(ReviewState.APPROVED);
        assertThat(reviews.status(campaign, assets.get(1)).state()).isEqualTo(ReviewState.RENDERED);
    }

    @Test
    void decisionsInTheLedgerAreNeverChangedOrRemoved() {
        reviews.approve(campaign, assets, "anna");

        assertThatThrownBy(() -> diptych.jdbc()
                        .sql("update review_event set actor = 'x'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> diptych.jdbc().sql("delete from review_event").update())
                .hasMessageContaining("append-only");
    }

    private List<ApprovedAsset> deliver(String actor) {
        return new TransactionTemplate(diptych.get(PlatformTransactionManager.class))
                .execute(status -> reviews.deliver(campaign, actor));
    }
}
