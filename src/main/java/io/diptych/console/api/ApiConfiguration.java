package io.diptych.console.api;

import io.diptych.provenance.AssetId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ApiConfiguration {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().replaceWithClass(AssetId.class, String.class);
    }

    /** An asset's id is a string to clients. */
    @Bean
    JsonMapperBuilderCustomizer idsAsStrings() {
        return builder -> builder.addModule(
                new SimpleModule("ids").addSerializer(AssetId.class, new ToStringSerializer(AssetId.class)));
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Diptych")
                        .version("v1")
                        .description("Batch product photography: pictures and their copy, denoised together.")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API token, as the console gives them out.")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /** Whatever a route answers besides success is a problem, so one response says it for all of them. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation
                            .getResponses()
                            .addApiResponse(
                                    "default",
                                    new ApiResponse()
                                            .description("Why it cannot be done, and what would be right.")
                                            .content(new Content()
                                                    .addMediaType(
                                                            org.springframework.http.MediaType
                                                                    .APPLICATION_PROBLEM_JSON_VALUE,
                                                            new MediaType()
                                                                    .schema(new Schema<>()
                                                                            .$ref(Components.COMPONENTS_SCHEMAS_REF
                                                                                    + PROBLEM))))));
        };
    }

    private static Schema<?> problem() {
        Schema<Object> problem = new ObjectSchema();
        problem.description("RFC 9457.");
        problem.addProperty("type", new StringSchema().format("uri"));
        problem.addProperty("title", new StringSchema().example("Conflict"));
        problem.addProperty("status", new Schema<Integer>().type("integer").example(409));
        problem.addProperty("detail", new StringSchema());
        problem.addProperty("instance", new StringSchema().format("uri-reference"));
        return problem;
    }
}
