package io.diptych.storage;

import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in the user's words what an SDK exception means and what would help. */
record S3Failures(String operation, String uri, String bucket, String endpoint) {

    static boolean bucketMissing(S3Exception e) {
        return "NoSuchBucket".equals(code(e));
    }

    StorageException translate(SdkException e) {
        return e instanceof S3Exception answer ? answered(answer) : unanswered(e);
    }

    private StorageException answered(S3Exception e) {
        String code = code(e);
        String what = "Cannot " + operation + " " + uri + " at " + endpoint + ": ";
        if (bucketMissing(e)) {
            return new StorageException.BucketMissing(
                    what + "there is no bucket '" + bucket
                            + "'. Create it, or name another one in the campaign's deliver.bucket or in"
                            + " diptych.storage.bucket.",
                    e);
        }
        if (e.statusCode() == 401 || e.statusCode() == 403) {
            String remedy = switch (code) {
                case "InvalidAccessKeyId" ->
                    "the server does not know this access key. Correct diptych.storage.access-key or"
                            + " AWS_ACCESS_KEY_ID.";
                case "SignatureDoesNotMatch" ->
                    "the secret key does not belong to the access key. Correct diptych.storage.secret-key or"
                            + " AWS_SECRET_ACCESS_KEY.";
                case "RequestTimeTooSkewed" -> "this machine's clock is off. Set it right.";
                case "ExpiredToken" -> "the session token has expired. Log in again.";
                default ->
                    "access denied. The credentials need s3:ListBucket, s3:GetObject, s3:PutObject and"
                            + " s3:DeleteObject on '" + bucket + "'.";
            };
            return new StorageException.AccessDenied(what + remedy, e);
        }
        String remedy = switch (code) {
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                " The bucket seems to live in another region: correct diptych.storage.region.";
            case "InvalidBucketName" -> " A bucket name has 3 to 63 lower-case letters, digits, dots and hyphens.";
            case "QuotaExceeded", "XMinioStorageFull", "StorageFull" -> " The store is full: make room.";
            default -> e.statusCode() >= 500 ? " Look into the server's log and its disk." : "";
        };
        return new StorageException.Refused(
                what + "the server refused with " + e.statusCode() + " " + code + " (" + reason(e) + ")." + remedy,
                e.statusCode(),
                e);
    }

    private StorageException unanswered(SdkException e) {
        String what = "Cannot " + operation + " " + uri + ": ";
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("unable to load credentials")) {
            return new StorageException.AccessDenied(
                    what + "no credentials for " + endpoint
                            + ". Set diptych.storage.access-key and secret-key, or AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY, or an AWS profile.",
                    e);
        }
        boolean late = e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException;
        return new StorageException.Unreachable(
                what + (late ? "no answer in time from " : "nobody answers at ") + endpoint + " ("
                        + root(e)
                        + "). Is the object store running, and is diptych.storage.endpoint right?",
                e);
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static String code(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String reason(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null
                ? String.valueOf(e.getMessage())
                : details.errorMessage();
    }
}
