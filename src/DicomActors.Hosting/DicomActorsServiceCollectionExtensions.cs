using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DicomActors.Hosting;

/// <summary>Adds an actor system with DICOM to an application.</summary>
public static class DicomActorsServiceCollectionExtensions
{
    /// <summary>
    /// The short form of <c>AddAkka</c> with <see cref="DicomActorsHostingExtensions.WithDicomActors"/>: an actor system with listeners, peers and
    /// handlers, started and stopped with the application. Wrong options stop the start: one line each with place, value and allowed range.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; they can also be configured as any others, as <see cref="DicomActorsOptions"/>.</param>
    /// <param name="systemName">The name of the actor system: letters, digits, inner <c>-</c> and <c>_</c>.</param>
    public static IServiceCollection AddDicomActors(
        this IServiceCollection services, Action<DicomActorsOptions>? configure = null, string systemName = "dicom")
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IValidateOptions<DicomActorsOptions>, DicomActorsOptionsValidation>();
        services.AddOptions<DicomActorsOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        return services.AddAkka(
            systemName, static (builder, provider) => provider.GetRequiredService<IOptions<DicomActorsOptions>>().Value.Apply(builder));
    }
}
