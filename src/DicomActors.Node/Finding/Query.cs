using DicomActors.Protocol.Data;

namespace DicomActors.Node.Finding;

/// <summary>What is asked: matching keys of the user, and what is to be returned besides.</summary>
/// <param name="Model">The information model.</param>
/// <param name="Level">The level of the model.</param>
/// <param name="Keys">As <c>path=value</c> or <c>path</c>; a later one replaces an earlier one of the same path.</param>
/// <param name="Columns">The paths of the keys, in the order they are shown.</param>
internal sealed record Query(QueryModel Model, string Level, IReadOnlyList<string> Keys, IReadOnlyList<AttributePath> Columns)
{
    /// <summary>Makes a query of what the user typed.</summary>
    /// <exception cref="VerbException">A key is not one, or the model has no such level.</exception>
    public static Query Parse(QueryModel model, string? level, IReadOnlyList<string> userKeys)
    {
        var atLevel = model.LevelFor(level);
        return Of(model, atLevel, [.. model.ReturnKeys[atLevel], .. userKeys]);
    }

    /// <summary>Makes a query of exactly these keys.</summary>
    /// <exception cref="VerbException">A key is not one, or the model has no such level.</exception>
    public static Query Of(QueryModel model, string level, IReadOnlyList<string> keys)
    {
        var columns = keys.Select(PathOf).Distinct().ToList();
        var query = new Query(model, model.LevelFor(level == QueryModel.NoLevel ? null : level), keys, columns);
        _ = query.Encode(TransferSyntax.ExplicitVRLittleEndian); // Says now what is wrong with a value, before anything is connected.
        return query;
    }

    /// <summary>The identifier of the C-FIND.</summary>
    /// <exception cref="VerbException">A value does not fit its attribute.</exception>
    public EncodedDataset Encode(TransferSyntax transferSyntax)
    {
        var identifier = new DatasetBuilder(transferSyntax);
        foreach (var key in Keys)
        {
            if (!identifier.TryAddKey(key, out var error))
            {
                throw new VerbException(ExitCode.BadInput, error);
            }
        }

        if (Level != QueryModel.NoLevel)
        {
            identifier.Add(DicomTag.QueryRetrieveLevel, Level.ToUpperInvariant());
        }

        return identifier.Build();
    }

    private static AttributePath PathOf(string key) => AttributePath.TryParse(key.Split('=', 2)[0], out var path, out var error)
        ? path
        : throw new VerbException(ExitCode.BadInput, $"{error} Keys are given as PatientName=DOE*.");
}
